import type { LintRule } from '../lint-rule.js';
import { affinity } from './affinity.js';
import { certificateMismatch } from './certificate-mismatch.js';

export const trafficRules: readonly LintRule[] = [affinity, certificateMismatch];
