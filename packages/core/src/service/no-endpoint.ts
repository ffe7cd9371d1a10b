import type { Cluster } from '../cluster/cluster.js';
import { targetPortOn } from '../control/endpoint-slice/target-port.js';
import type { ServicePortInfo } from '../endpoints/service-port-info.js';
import type { StringMap } from '../object/metadata.js';
import { keyOf } from '../object/object.js';
import type { Condition } from '../object/node.js';
import type { Pod } from '../object/pod.js';
import type { ObjectReference } from '../problem/problem.js';
import type { CauseCode } from '../trace/causes.js';
import type { Cause } from '../trace/outcome.js';

/**
 * Why a service port has no endpoint anywhere: the first link that is missing on the way from the selector of the
 * Service over its pods and their ports to the EndpointSlices.
 *
 * @see kubernetes/website tasks/debug/debug-application/debug-service.md: does the Service have any EndpointSlices
 */
export function whyNoEndpoint(cluster: Cluster, port: ServicePortInfo): Cause {
  const { selector } = port.service.spec;
  return selector === undefined || Object.keys(selector).length === 0
    ? withoutSelector(cluster, port)
    : withSelector(cluster, port, selector);
}

/** Somebody has to write the EndpointSlices by hand. */
function withoutSelector(cluster: Cluster, port: ServicePortInfo): Cause {
  const slices = cluster.slicesOf(port.key);
  if (slices.every((slice) => slice.endpoints.length === 0)) {
    return cause('selector-missing', port, {
      path: 'spec.selector',
      message: `Service ${port.key} has no selector, and no EndpointSlice lists endpoints for it.`,
      fix: 'Set spec.selector to labels of the pods, or write an EndpointSlice for the Service.',
    });
  }
  const names = [...new Set(slices.flatMap((slice) => slice.ports.map((entry) => entry.name)))];
  if (!names.includes(port.name)) {
    return cause('endpoint-port-name', port, {
      path: `spec.ports[${port.index}].name`,
      message: `The port of Service ${port.key} is named ${quote(port.name)}, but its EndpointSlices have ports named ${names.map(quote).join(', ')}: ports pair by name.`,
      fix: 'Give the port of the Service and the port of the EndpointSlices the same name.',
    });
  }
  return cause('endpoints-not-usable', port, {
    message: `The EndpointSlices of Service ${port.key} list no ${port.family} endpoint that is ready for port ${port.port}/${port.protocol}.`,
    fix: 'Set conditions.ready of the endpoints, or list endpoints that are ready.',
  });
}

/** The control plane lists the pods that the selector matches. */
function withSelector(cluster: Cluster, port: ServicePortInfo, selector: StringMap): Cause {
  const { namespace } = port.service.metadata;
  const pods = cluster.podsMatching(namespace, { matchLabels: selector, matchExpressions: [] });
  const first = pods[0];
  if (first === undefined) return noPod(cluster, port, selector);
  const running = pods.filter(isListed);
  if (running.length === 0) return notRunning(port, first, pods.length);
  const withPort = running.filter((pod) => targetPortOn(pod, port.servicePort) !== undefined);
  if (withPort.length === 0) return noTargetPort(port, running);
  const ready = withPort.filter((pod) => readiness(pod)?.status === 'True' && !isDeleted(pod));
  if (ready.length === 0) return notReady(port, withPort);
  if (
    !ready.some((pod) =>
      pod.status.podIPs.some((address) => address.includes(':') === (port.family === 'IPv6')),
    )
  ) {
    return cause('pods-of-other-family', port, {
      path: 'spec.ipFamilies',
      message: `The pods of Service ${port.key} have no ${port.family} address.`,
      fix: `Ask the address of the other family, or give the pods ${port.family} addresses.`,
    });
  }
  return cause('no-endpoint', port, {
    message: `No EndpointSlice of Service ${port.key} lists a ready endpoint for port ${port.port}/${port.protocol}, although pods are ready.`,
    fix: 'Look whether the EndpointSlice controller runs, and whether EndpointSlices were written by hand.',
  });
}

function noPod(cluster: Cluster, port: ServicePortInfo, selector: StringMap): Cause {
  const { namespace } = port.service.metadata;
  const labels = Object.entries(selector);
  const matches = (pod: Pod): boolean => labels.every(([key, value]) => pod.metadata.labels[key] === value);
  const elsewhere = cluster.list('Pod').find(matches);
  const text = labels.map(([key, value]) => `${key}=${value}`).join(', ');
  return cause('selector-matches-no-pod', port, {
    path: 'spec.selector',
    message: `Service ${port.key} selects pods with ${text}, and namespace ${namespace} has none.`,
    fix:
      elsewhere === undefined
        ? `Set spec.selector to labels that the pods carry${closest(cluster.list('Pod', namespace), labels)}.`
        : `Create the Service in namespace ${elsewhere.metadata.namespace}, where such pods are: it selects in its own namespace only.`,
  });
}

/** What pods carry instead under the first label that none of them has as selected. */
function closest(pods: readonly Pod[], labels: readonly (readonly [string, string])[]): string {
  const wrong = labels.find(([key, value]) => !pods.some((pod) => pod.metadata.labels[key] === value));
  if (wrong === undefined) return '';
  const [key] = wrong;
  const values = [...new Set(pods.flatMap((pod) => pod.metadata.labels[key] ?? []))].sort();
  return values.length === 0
    ? ''
    : ` (pods there have ${values.map((value) => `${key}=${value}`).join(', ')})`;
}

/** `None of the 3 pods of Service shop/web is ready`, `The only pod of Service shop/web is not ready`. */
function noneOf(count: number, { key }: ServicePortInfo, does: string, doesNot: string): string {
  return count === 1
    ? `The only pod of Service ${key} ${doesNot}`
    : `None of the ${count} pods of Service ${key} ${does}`;
}

function notRunning(port: ServicePortInfo, pod: Pod, count: number): Cause {
  const { phase, reason, message } = pod.status;
  const why = message ?? reason;
  return {
    code: 'pods-not-running',
    object: podReference(pod),
    path: 'status.phase',
    message: `${noneOf(count, port, 'runs', 'does not run')}: ${keyOf(pod)} is ${phase}${why === undefined ? '' : ` (${why})`}.`,
    fix: 'Make the pods run: look at their events, and at what the scheduler says.',
  };
}

function noTargetPort(port: ServicePortInfo, pods: readonly Pod[]): Cause {
  const names = pods.flatMap(({ spec }) =>
    [...spec.containers, ...spec.initContainers].flatMap(({ ports }) =>
      ports.flatMap(({ name }) => name ?? []),
    ),
  );
  const declared =
    names.length === 0 ? 'declare no named port' : `declare ${[...new Set(names)].sort().join(', ')}`;
  return cause('target-port-not-found', port, {
    path: `spec.ports[${port.index}].targetPort`,
    message: `No container of the pods of Service ${port.key} has a ${port.protocol} port named ${quote(String(port.servicePort.targetPort))} (they ${declared}).`,
    fix: 'Name the container port so, or set targetPort to a name or number that the containers use.',
  });
}

function notReady(port: ServicePortInfo, pods: readonly Pod[]): Cause {
  const pod = pods.find((candidate) => !isDeleted(candidate)) ?? pods[0];
  const condition = pod === undefined ? undefined : readiness(pod);
  const why = condition?.message ?? condition?.reason;
  return {
    code: 'pods-not-ready',
    object: pod === undefined ? port.reference : podReference(pod),
    path: 'status.conditions',
    message: `${noneOf(pods.length, port, 'is ready', 'is not ready')}${why === undefined ? '' : ` (${why})`}.`,
    fix: 'Make their readiness probes succeed, or correct the probes.',
  };
}

/** Whether the control plane lists the pod at all. @see kubernetes/endpointslice util/controller_utils.go, ShouldPodBeInEndpoints */
function isListed({ status }: Pod): boolean {
  return status.podIPs.length > 0 && status.phase !== 'Succeeded' && status.phase !== 'Failed';
}

function isDeleted(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

function readiness(pod: Pod): Condition | undefined {
  return pod.status.conditions.find((condition) => condition.type === 'Ready');
}

function podReference({ metadata }: Pod): ObjectReference {
  return { kind: 'Pod', namespace: metadata.namespace, name: metadata.name };
}

function cause(code: CauseCode, port: ServicePortInfo, rest: Omit<Cause, 'code' | 'object'>): Cause {
  return { code, object: port.reference, ...rest };
}

function quote(text: string): string {
  return `"${text}"`;
}
