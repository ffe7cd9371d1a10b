import type { LintRule } from '../lint-rule.js';
import { selectsNothing } from './selects-nothing.js';
import { withoutReadyEndpoint } from './without-ready-endpoint.js';

export const backendRules: readonly LintRule[] = [selectsNothing, withoutReadyEndpoint];
