import type { LintRule } from '../lint-rule.js';
import { selectsNothing } from './selects-nothing.js';

export const backendRules: readonly LintRule[] = [selectsNothing];
