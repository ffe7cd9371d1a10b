import type { LintRule } from '../lint-rule.js';
import { affinity } from './affinity.js';

export const trafficRules: readonly LintRule[] = [affinity];
