import type { ControllerName } from '@kubehop/core';
import { checkDelay } from './check-delay.js';
import type { Delay } from './delay.js';

const second = 1_000;

/**
 * How long it takes until one component learns what another did, in milliseconds. Every default is the component's own;
 * where its documentation names none the default is 0.
 *
 * @public
 */
export interface Delays {
  /** From a write into the API to the event at a component. No bound is promised. @see kubernetes/community sig-scalability/slos/network_programming_latency.md */
  readonly watch: Delay;
  /** What a controller adds of its own. */
  readonly controllers: Readonly<Partial<Record<ControllerName, Delay>>>;
  readonly kubelet: KubeletDelays;
  readonly kubeProxy: KubeProxyDelays;
  readonly nodes: NodeDelays;
  readonly ingress: IngressDelays;
  readonly dns: DnsDelays;
  readonly balancers: BalancerDelays;
  readonly autoscaling: AutoscalingDelays;
  /**
   * From the end of the instance of kube-controller-manager that leads until another one does: the lease of 15 s, from its
   * last renewal up to 2 s before, as seen by candidates that look every 2 to 4.4 s.
   *
   * @see kubernetes/kubernetes staging/src/k8s.io/client-go/tools/leaderelection/leaderelection.go, JitterFactor
   */
  readonly leader: Delay;
}

/** The delays of the HorizontalPodAutoscaler. @see kubernetes/kubernetes pkg/controller/podautoscaler/config @public */
export interface AutoscalingDelays {
  /** How often it decides. */
  readonly loop: number;
  /** For how long a higher number counts before it goes down. */
  readonly stabilization: number;
  /** Where in their period its decisions stand at the beginning. */
  readonly phase: Delay | 'drawn';
}

/** The delays of the kubelet. @public */
export interface KubeletDelays {
  /** Until the sandbox of a pod has an address. */
  readonly sandbox: Delay;
  readonly imagePull: Delay;
  /** How long an init container runs that ends. */
  readonly initContainer: Delay;
  /** Until it sees that a container has ended. @see kubernetes/kubernetes pkg/kubelet/kubelet.go, genericPlegRelistPeriod */
  readonly notice: Delay;
  /** The longest time between two starts of a container that crashes. @see kubernetes/kubernetes pkg/kubelet/kubelet.go, MaxContainerBackOff; KEP-4603 */
  readonly maxRestart: number;
  /** Where in its period each probe stands at the beginning. */
  readonly probePhase: Delay | 'drawn';
}

/** The delays of the service proxy. @public */
export interface KubeProxyDelays {
  /** The least time between two syncs; that of the mode unless given. @see kubernetes/kubernetes pkg/proxy/apis/config/v1alpha1/defaults.go */
  readonly minSync?: number;
  /** How long a sync takes. */
  readonly sync: Delay;
}

/** The delays by which the control plane learns that a node is lost. @public */
export interface NodeDelays {
  /** How often a kubelet renews its lease. @see kubernetes/kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go */
  readonly lease: number;
  /** How often the controller looks. @see kubernetes/kubernetes cmd/kube-controller-manager, `--node-monitor-period` */
  readonly monitor: number;
  /** How long it waits for a lease; that of the version unless given: 40 s, 50 s from 1.32. */
  readonly grace?: number;
  /** How long pods stay that tolerate the taint by default. @see kubernetes/kubernetes plugin/pkg/admission/defaulttolerationseconds */
  readonly toleration: number;
  /** Where in their period the leases and the controller stand at the beginning. */
  readonly phase: Delay | 'drawn';
  /** How often pods without a node are looked for, and how long they are left alone. @see kubernetes/kubernetes pkg/controller/podgc/gc_controller.go */
  readonly podGC: { readonly period: number; readonly quarantine: number };
  /** How often the cloud is asked for machines of nodes that are not ready. @see kubernetes/cloud-provider controllers/nodelifecycle */
  readonly cloud: number;
}

/** The delays of ingress controllers. @public */
export interface IngressDelays {
  /** The least time between two syncs of ingress-nginx: 0.3 a second. @see kubernetes/ingress-nginx pkg/flags, `--sync-rate-limit` */
  readonly minSync: number;
  /** Until each worker of nginx has taken new endpoints. @see kubernetes/ingress-nginx rootfs/etc/nginx/lua/balancer.lua */
  readonly workers: Delay;
  /** How long a reload of nginx takes. */
  readonly reload: Delay;
  /** The least time between two configurations of other controllers: that of Traefik. @see traefik/traefik reference, providersThrottleDuration */
  readonly throttle: number;
}

/** The caches of DNS. @public */
export interface DnsDelays {
  /** For how long CoreDNS remembers names of the cluster; 0: it asks anew, as the Corefile of kubeadm has it since late 2024. @see coredns/coredns plugin/cache */
  readonly cache: number;
  /** What a cache on each node remembers; absent: there is none. @see kubernetes/kubernetes cluster/addons/dns/nodelocaldns */
  readonly nodeLocal?: { readonly success: number; readonly denial: number };
}

/** The delays of load balancers; the checks are those of each balancer. @public */
export interface BalancerDelays {
  /** From a change of nodes or endpoints to the list of targets. */
  readonly targets: Delay;
  /** Where in their period the checks stand at the beginning. */
  readonly checkPhase: Delay | 'drawn';
}

/** The delays that the components have by themselves. @public */
export const defaultDelays: Delays = {
  watch: { from: 1, to: 100 },
  controllers: {},
  kubelet: {
    sandbox: 0,
    imagePull: 0,
    initContainer: 0,
    notice: { from: 0, to: second },
    maxRestart: 300 * second,
    probePhase: 'drawn',
  },
  kubeProxy: { sync: 0 },
  nodes: {
    lease: 10 * second,
    monitor: 5 * second,
    toleration: 300 * second,
    phase: 'drawn',
    podGC: { period: 20 * second, quarantine: 40 * second },
    cloud: 5 * second,
  },
  ingress: { minSync: 3_333, workers: { from: 0, to: second }, reload: 0, throttle: 2 * second },
  dns: { cache: 0 },
  balancers: { targets: 0, checkPhase: 'drawn' },
  autoscaling: { loop: 15 * second, stabilization: 300 * second, phase: 'drawn' },
  leader: { from: 13 * second, to: 23_800 },
};

/** Delays of which those left out are the defaults. @public */
export type DelayOptions = {
  readonly [Part in keyof Delays]?: Delays[Part] extends Delay ? Delays[Part] : Partial<Delays[Part]>;
};

/**
 * The delays with those that were given.
 *
 * @throws {RangeError} when one cannot be so
 */
export function delaysWith(options: DelayOptions = {}): Delays {
  checkAll('delays', options);
  return {
    watch: options.watch ?? defaultDelays.watch,
    controllers: { ...defaultDelays.controllers, ...options.controllers },
    kubelet: { ...defaultDelays.kubelet, ...options.kubelet },
    kubeProxy: { ...defaultDelays.kubeProxy, ...options.kubeProxy },
    nodes: { ...defaultDelays.nodes, ...options.nodes },
    ingress: { ...defaultDelays.ingress, ...options.ingress },
    dns: { ...defaultDelays.dns, ...options.dns },
    balancers: { ...defaultDelays.balancers, ...options.balancers },
    autoscaling: { ...defaultDelays.autoscaling, ...options.autoscaling },
    leader: options.leader ?? defaultDelays.leader,
  };
}

/** Numbers and bounds, however deep; words and what is left out are for others. */
function checkAll(of: string, value: unknown): void {
  if (typeof value === 'number') checkDelay(of, value);
  else if (typeof value === 'object' && value !== null)
    for (const [name, part] of Object.entries(value)) checkAll(`${of}.${name}`, part);
}

/** No component lags behind: everything is known everywhere at once. @public */
export const noDelays: DelayOptions = {
  watch: 0,
  kubelet: { sandbox: 0, imagePull: 0, initContainer: 0, notice: 0, probePhase: 0 },
  kubeProxy: { minSync: 0, sync: 0 },
  ingress: { minSync: 0, workers: 0, reload: 0, throttle: 0 },
  dns: { cache: 0 },
  balancers: { targets: 0, checkPhase: 0 },
};
