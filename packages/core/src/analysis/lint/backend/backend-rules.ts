import type { LintRule } from '../lint-rule.js';

export const backendRules: readonly LintRule[] = [];
