import type { Cluster, HealthProbe, LoadBalancerTarget, ObjectReference } from '@kubehop/core';
import { healthAnswer, proxyHealth } from '@kubehop/core/components';
import type { Answer } from './target-check.js';

/** What a health check has to know of the places that it asks. */
export interface Surroundings {
  /** Whether a node is up. */
  readonly isUp: (node: string) => boolean;
  /** The cluster that the service proxy of a node has rules for. */
  readonly rulesOf: (node: string) => Cluster;
  /** What a pod answers at a port; `silence` where nobody is. */
  readonly pod: (key: string, port: number) => Answer;
}

/** A target of a balancer with its probe. */
export interface Asked {
  readonly probe: HealthProbe | null;
  readonly target: LoadBalancerTarget;
  readonly targetType: 'node' | 'pod';
  readonly service: ObjectReference;
}

/**
 * What a health check meets at a target, at this moment.
 *
 * A check of a node port reaches any endpoint that the node has in its rules; it passes as long as one of them answers.
 * @see kubernetes/cloud-provider controllers/service; KEP-3458
 */
export function healthCheckAnswer({ isUp, rulesOf, pod }: Surroundings, asked: Asked): Answer {
  const { probe, target, targetType, service } = asked;
  if (!isUp(target.node)) return 'silence';
  if (targetType === 'pod') return pod(target.name, target.port);
  const rules = rulesOf(target.node);
  const key = `${service.namespace ?? ''}/${service.name}`;
  const spec = rules.get('Service', key)?.spec;
  if (probe === null) return 'passes';
  switch (probe.kind) {
    case 'local-endpoints': {
      const answer = healthAnswer(rules, target.node, spec?.healthCheckNodePort ?? 0);
      return answer?.status === 200 ? 'passes' : 'fails';
    }
    case 'node-port':
    case 'pod':
      return endpointAnswer(rules, key, target.node, spec?.externalTrafficPolicy === 'Local', pod);
    case 'node': {
      const node = rules.get('Node', target.node);
      return node !== undefined && proxyHealth(node).healthz === 200 ? 'passes' : 'fails';
    }
    default:
      return probe.kind satisfies never;
  }
}

function endpointAnswer(
  rules: Cluster,
  service: string,
  node: string,
  isLocal: boolean,
  pod: Surroundings['pod'],
): Answer {
  const endpoints = rules
    .slicesOf(service)
    .flatMap(({ endpoints: all, ports }) => all.map((endpoint) => ({ endpoint, port: ports[0]?.port ?? 0 })))
    .filter(
      ({ endpoint }) => endpoint.conditions.serving !== false && (!isLocal || endpoint.nodeName === node),
    );
  let answer: Answer = 'fails';
  for (const { endpoint, port } of endpoints) {
    const { targetRef } = endpoint;
    if (targetRef?.kind !== 'Pod') return 'passes';
    const each = pod(`${targetRef.namespace ?? ''}/${targetRef.name}`, port);
    if (each === 'passes') return 'passes';
    answer = each;
  }
  return answer;
}
