import type { LintRule } from '../lint-rule.js';
import { affinity } from './affinity.js';
import { certificateMismatch } from './certificate-mismatch.js';
import { clientAddressLost } from './client-address-lost.js';
import { externalNameWithHttp } from './external-name.js';
import { externalPolicy } from './external-policy.js';
import { hairpinPastLoadBalancer } from './hairpin.js';
import { healthCheckFails } from './health-check-fails.js';
import { internalPolicy } from './internal-policy.js';
import { searchListCost } from './search-list-cost.js';

/** What is looked for on the ways of requests: who is asked with which address, name or certificate, and who checks. */
export const trafficRules: readonly LintRule[] = [
  affinity,
  certificateMismatch,
  clientAddressLost,
  externalNameWithHttp,
  externalPolicy,
  hairpinPastLoadBalancer,
  healthCheckFails,
  internalPolicy,
  searchListCost,
];
