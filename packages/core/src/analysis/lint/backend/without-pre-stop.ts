import type { Cluster } from '../../../cluster/cluster.js';
import { isRepository, readImage } from '../../../controller/image.js';
import type { Container } from '../../../object/pod.js';
import { referenceTo } from '../../../object/reference.js';
import type { Finding } from '../finding.js';
import { servesWhileRolled } from './rollout.js';
import { isHeadless } from './service-request.js';
import { type Behind, forMetrics, oncePerWorkload, workloadsBehind } from './workloads-behind.js';

/** Since this minor version a preStop hook sleeps without a command. @see KEP-3960 */
const sleepSince = 30;

/** How long the hook of the advice sleeps. */
const seconds = 10;

/**
 * Workloads whose containers are told to end at the moment at which everybody else begins to learn that they do. Those
 * that seem to wait by themselves, by one of their settings, are no finding.
 *
 * @see kubernetes/website concepts/workloads/pods/pod-lifecycle.md, termination of Pods
 */
export function withoutPreStop(cluster: Cluster): readonly Finding[] {
  const behind = workloadsBehind(cluster).filter(
    (each) => !forMetrics(each) && isStoppedAtOnce(each) && servesWhileRolled(cluster, each.workload),
  );
  const hook =
    cluster.platform.kubernetesMinor >= sleepSince
      ? `preStop: { sleep: { seconds: ${seconds} } }`
      : `preStop: { exec: { command: [sleep, "${seconds}"] } }`;
  return oncePerWorkload(behind).map(({ workload, service, container, field }): Finding => {
    const { kind, metadata, spec } = workload;
    const { namespace, name } = service.metadata;
    const grace = spec.template.spec.terminationGracePeriodSeconds;
    const longer =
      grace > seconds ? '' : `, and a terminationGracePeriodSeconds longer than that (it is ${grace})`;
    return {
      code: 'rollout-without-pre-stop',
      severity: 'notice',
      object: referenceTo(workload),
      path: `${field}.lifecycle.preStop`,
      message: `Container ${container.name} of ${kind} ${metadata.namespace}/${metadata.name} has no preStop hook: when a pod ends, requests for Service ${namespace}/${name} still come to it for a moment, and are refused unless the process itself waits.`,
      fix: `Let the container wait until everybody knows: lifecycle: { ${hook} }${longer}.`,
      evidence: {
        kind: 'rule',
        rule: 'A pod that is deleted is told to end at the same time as its endpoint is taken out: service proxies, ingress controllers and load balancers learn of that later, and send it new connections until then.',
        source:
          'kubernetes/website concepts/workloads/pods/pod-lifecycle.md, termination of Pods; KEP-3960: sleep action for the preStop hook',
      },
    };
  });
}

/** Whether a container takes connections, which headless Services hand out by name, and ends as soon as it is told. */
function isStoppedAtOnce({ service, port, container }: Behind): boolean {
  return (
    container.preStop === undefined &&
    !isHeadless(service) &&
    port.protocol === 'TCP' &&
    !waitsByItself(container)
  );
}

/** Settings by which programs go on for a while after they are told to end. */
const waiting =
  /(?:shutdown|drain|termination|lameduck|stop|quit|exit|accept)[-_.]?(?:grace|delay|wait|timeout|period|duration|seconds)|grace[-_.]?(?:ful|period|time)|lameduck/i;

/** CoreDNS is told so by its Corefile. @see coredns/coredns plugin/health/README.md, lameduck */
function waitsByItself({ image, command, args, env }: Container): boolean {
  return (
    isRepository(readImage(image).repository, 'coredns') ||
    [...command, ...args].some((text) => waiting.test(text)) ||
    env.some(({ name }) => waiting.test(name))
  );
}
