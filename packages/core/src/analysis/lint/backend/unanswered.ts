import type { Cluster } from '../../../cluster/cluster.js';
import { whyNoEndpoint } from '../../../ingress/no-endpoint.js';
import { readyEndpoints } from '../../../ingress/ready-endpoints.js';
import { selectorOf } from '../../../object/label-selector.js';
import { keyOf } from '../../../object/object.js';
import type { Service, ServicePort } from '../../../object/service.js';
import type { CauseCode } from '../../../trace/causes.js';
import type { Cause } from '../../../trace/outcome.js';
import { readyEndpoints as readyOfAnyPort } from '../../reached.js';
import { statedServices } from '../../stated-services.js';
import { shownBy, type Shown } from '../request/shown-by.js';
import { isHeadless, requestTo } from './service-request.js';

/** A port of a Service that nothing answers: no endpoint is ready. */
export interface UnansweredPort {
  readonly service: Service;
  readonly index: number;
  /** What is missing on the way from the selector to a ready endpoint. */
  readonly gap: Gap;
  readonly message: string;
  readonly fix: string;
  readonly evidence: Shown;
}

/** What is missing between a Service and an endpoint that is ready. */
export type Gap = 'selector' | 'pods' | 'readiness' | 'port' | 'port-of-slices';

const gaps: Readonly<Partial<Record<CauseCode, Gap>>> = {
  'selector-missing': 'selector',
  'selector-matches-no-pod': 'pods',
  'pods-not-running': 'readiness',
  'pods-not-ready': 'readiness',
  'target-port-not-found': 'port',
  'endpoint-port-name': 'port-of-slices',
};

const remembered = new WeakMap<Cluster, readonly UnansweredPort[]>();

/** The ports of the stated Services that nothing answers, each with a request that shows it. */
export function unansweredPorts(cluster: Cluster): readonly UnansweredPort[] {
  let ports = remembered.get(cluster);
  if (ports === undefined) {
    ports = statedServices(cluster).flatMap((service) =>
      service.spec.type === 'ExternalName'
        ? []
        : service.spec.ports.flatMap((port, index) => unanswered(cluster, service, port, index) ?? []),
    );
    remembered.set(cluster, ports);
  }
  return ports;
}

/** The first of the ports of each Service. */
export function firstOfEach(ports: readonly UnansweredPort[]): readonly UnansweredPort[] {
  return ports.filter(({ service }, at) => ports[at - 1]?.service !== service);
}

function unanswered(
  cluster: Cluster,
  service: Service,
  port: ServicePort,
  index: number,
): UnansweredPort | undefined {
  if (readyEndpoints(cluster, keyOf(service), port).length > 0) return undefined;
  // The name of a headless Service leads to its pods whether they have the target port or not.
  if (isHeadless(service) && readyOfAnyPort(cluster, service) > 0) return undefined;
  const request = requestTo(cluster, service, port);
  if (request === undefined) return undefined;
  const evidence = shownBy(
    cluster,
    request,
    ({ outcome }) => gapOf(cluster, service, outcome.cause) !== undefined,
  );
  if (evidence === undefined) return undefined;
  const { cause } = evidence.trace.outcome;
  const gap = gapOf(cluster, service, cause);
  if (gap === undefined) return undefined;
  const { message, fix = '' } = isHeadless(service) ? whyNoEndpoint(cluster, service) : cause;
  return { service, index, gap, message, fix, evidence };
}

/** The name of a headless Service leads nowhere: why, the trace leaves open. */
function gapOf(cluster: Cluster, service: Service, { code, object }: Cause): Gap | undefined {
  if (code !== 'headless-without-endpoints') return gaps[code];
  if (object?.name !== service.metadata.name) return undefined;
  const { selector = {} } = service.spec;
  if (Object.keys(selector).length === 0) return 'selector';
  return cluster.podsMatching(service.metadata.namespace, selectorOf(selector)).length === 0
    ? 'pods'
    : 'readiness';
}
