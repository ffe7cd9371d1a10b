import type { LintRule } from '../lint-rule.js';

export const routeRules: readonly LintRule[] = [];
