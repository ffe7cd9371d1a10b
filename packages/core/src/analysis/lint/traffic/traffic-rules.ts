import type { LintRule } from '../lint-rule.js';

export const trafficRules: readonly LintRule[] = [];
