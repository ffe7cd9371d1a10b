import type { Adapter } from './adapter.js';
import { cloudsAdapter } from './adapters/clouds.js';
import { dnsAdapter } from './adapters/dns.js';
import { endpointsAdapter } from './adapters/endpoints.js';
import { ingressAdapter } from './adapters/ingress.js';
import { kubeProxyAdapter } from './adapters/kube-proxy.js';
import { serviceValidationAdapter } from './adapters/service-validation.js';

/** Every adapter; a suite without one is not modelled, and fails. */
export const adapters: readonly Adapter[] = [
  cloudsAdapter,
  dnsAdapter,
  endpointsAdapter,
  ingressAdapter,
  kubeProxyAdapter,
  serviceValidationAdapter,
];
