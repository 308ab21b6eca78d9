/** Blanks that look like a space and are none to YAML: no-break, wide and narrow ones, and the one without width; for regular expressions. */
export const ODD_BLANK = String.raw`\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000`;
