import type { LintRule } from '../lint-rule.js';
import { backendMissing } from './backend-missing.js';
import { ingressClass } from './ingress-class.js';
import { namedPortMissing } from './named-port-missing.js';
import { notListening } from './not-listening.js';
import { oneReplica } from './one-replica.js';
import { selectsNothing } from './selects-nothing.js';
import { tlsSecretMissing } from './tls-secret-missing.js';
import { withoutPreStop } from './without-pre-stop.js';
import { withoutReadiness } from './without-readiness.js';
import { withoutReadyEndpoint } from './without-ready-endpoint.js';
import { withoutSelector } from './without-selector.js';

/** What is looked for behind Services and Ingresses: pods, ports, classes, Secrets, rollouts. */
export const backendRules: readonly LintRule[] = [
  selectsNothing,
  withoutReadyEndpoint,
  withoutSelector,
  namedPortMissing,
  notListening,
  backendMissing,
  ingressClass,
  tlsSecretMissing,
  oneReplica,
  withoutReadiness,
  withoutPreStop,
];
