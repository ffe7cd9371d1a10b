import { familyOf } from '../address/ip.js';
import { healthAnswer, type HealthAnswer } from '../endpoints/health.js';
import type { ObjectReference } from '../problem/problem.js';
import type { Packet } from '../request/packet.js';
import { done } from '../step/result.js';
import type { Step } from '../step/step.js';
import type { NodeHop } from '../trace/hop.js';
import type { Cause, Outcome } from '../trace/outcome.js';
import { placeOf } from './hop.js';
import { isOwnAddress, type ProxyHost } from './proxy-host.js';
import type { Question } from './question.js';

/**
 * The service proxy itself answers on the healthCheckNodePorts of its node, over plain HTTP; undefined when the packet is
 * for no such port.
 *
 * @see kubernetes/kubernetes pkg/proxy/healthcheck/service_health.go
 */
export function answeredHealthCheck(question: Question, packet: Packet): Step | undefined {
  const { cluster, host } = question;
  const { address, port } = packet.destination;
  if (packet.protocol !== 'TCP' || !answersHealthChecksAt(host, address)) return undefined;
  const answer = healthAnswer(cluster, host.topology.name, port, { family: familyOf(address) });
  return answer && done([hopOf(host, packet, answer)], outcomeOf(host, packet, answer));
}

/** It listens on all addresses of the node, or on those that node ports are restricted to; loopback is like others. */
function answersHealthChecksAt(host: ProxyHost, address: string): boolean {
  const { nodePorts } = host.families[familyOf(address)];
  return nodePorts.matchAll ? isOwnAddress(host, address) : nodePorts.addresses.has(address);
}

function hopOf(host: ProxyHost, packet: Packet, { service }: HealthAnswer): NodeHop {
  return {
    stage: 'node',
    node: host.topology.name,
    place: placeOf(host),
    action: packet.tls === undefined ? 'answered' : 'rejected',
    packet,
    changes: [],
    rule: { id: 'health-check-node-port', object: referenceTo(service), path },
    skipped: [],
    to: { kind: 'host' },
  };
}

const path = 'spec.healthCheckNodePort';

function outcomeOf(host: ProxyHost, packet: Packet, answer: HealthAnswer): Outcome {
  const place = placeOf(host);
  const object = referenceTo(answer.service);
  const name = `${answer.service.namespace}/${answer.service.name}`;
  const causeOf = (code: Cause['code'], message: string): Cause => ({ code, object, path, message });
  if (packet.tls !== undefined) {
    const message = `The health checks of Service ${name} are answered over plain HTTP.`;
    return { kind: 'tls-error', place, cause: causeOf('tls-on-plain-port', message) };
  }
  if (packet.http === undefined) {
    const message = `The service proxy of ${host.topology.name} listens here for health checks of Service ${name}.`;
    return { kind: 'connected', place, cause: causeOf('proxy-reached', message) };
  }
  const count = answer.localEndpoints === 1 ? '1 ready endpoint' : `${answer.localEndpoints} ready endpoints`;
  const message = `Service ${name} has ${count} on ${host.topology.name}: the answer is for load balancers, which use the node as long as it is 200.`;
  const headers = Object.entries(answer.headers).map(([header, value]) => ({ name: header, value }));
  const cause = causeOf('health-check-answered', message);
  return { kind: 'response', status: answer.status, headers, from: 'proxy', place, cause };
}

function referenceTo({ namespace, name }: HealthAnswer['service']): ObjectReference {
  return { kind: 'Service', namespace, name };
}
