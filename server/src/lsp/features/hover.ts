/** Hover, as Markdown. */
import { MarkupKind } from '../library';
import { hoverAt } from '../../core/features/hover';
import { spanRange } from '../convert';
import { onDocument } from '../guard';
import type { Session } from '../session';

export function registerHover(session: Session): void {
  session.connection.onHover((params, token) =>
    onDocument(session, 'hover', params, token, (assessment) => {
      const { lines } = assessment.tree;
      const hover = hoverAt(assessment, lines.offsetAt(params.position), {
        guidance: session.guidanceOf(params.textDocument.uri),
        messages: session.messages,
        lawUrl: session.engine.regulation.textUrl,
      });
      return hover === undefined
        ? null
        : { contents: { kind: MarkupKind.Markdown, value: hover.markdown }, range: spanRange(lines, hover.at) };
    }),
  );
}
