/**
 * Which parameters and result belong to which of our own requests, so that a call is checked by its method name.
 * Types only; the names and shapes themselves are the server's (`protocol.ts`).
 */
import type {
  CHOICES,
  ChoicesResult,
  GAP,
  GapParams,
  GapResult,
  INSERT_MISSING,
  InsertMissingParams,
  INSERT_UNIT,
  InsertUnitParams,
  PlacedEdit,
  SET_TIER,
  SetTierParams,
  STATUS,
  StatusParams,
  StatusResult,
  TEMPLATE,
  TemplateParams,
  TemplateResult,
  TREE,
  TreeParams,
  TreeResult,
  WIZARD,
  WIZARD_RECORD,
  WIZARD_START,
  WizardPage,
  WizardParams,
  WizardRecordParams,
  WizardRecordResult,
  WizardStartParams,
  WizardStartResult,
} from '../../server/src/protocol';

interface Call<Params, Result> {
  readonly params: Params;
  readonly result: Result;
}

/** Method name to parameters and result, for each request that the client sends. */
export interface Requests {
  [TREE]: Call<TreeParams, TreeResult>;
  [INSERT_UNIT]: Call<InsertUnitParams, PlacedEdit | null>;
  [INSERT_MISSING]: Call<InsertMissingParams, PlacedEdit | null>;
  [GAP]: Call<GapParams, GapResult | null>;
  [SET_TIER]: Call<SetTierParams, PlacedEdit | null>;
  [STATUS]: Call<StatusParams, StatusResult | null>;
  [CHOICES]: Call<undefined, ChoicesResult>;
  [TEMPLATE]: Call<TemplateParams, TemplateResult>;
  [WIZARD_START]: Call<WizardStartParams, WizardStartResult | null>;
  [WIZARD]: Call<WizardParams, WizardPage | null>;
  [WIZARD_RECORD]: Call<WizardRecordParams, WizardRecordResult | null>;
}

/** Name of a request that the client sends. */
export type Method = keyof Requests;
