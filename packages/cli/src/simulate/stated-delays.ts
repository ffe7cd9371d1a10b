import type { ControllerName } from '@kubehop/core';
import type { Delay, Duration } from './stated-value.js';

/** How long components take to learn of things. */
export interface StatedDelays {
  /** From a write into the API to the event at a component, such as 1ms..100ms. */
  readonly watch?: Delay;
  /** What controllers add of their own, such as { deployment: 1s }. */
  readonly controllers?: Readonly<Partial<Record<ControllerName, Delay>>>;
  /** Delays of the kubelet. */
  readonly kubelet?: StatedKubeletDelays;
  /** Delays of the service proxy. */
  readonly kubeProxy?: StatedKubeProxyDelays;
  /** How the control plane learns that a node is lost. */
  readonly nodes?: StatedNodeDelays;
  /** Delays of ingress controllers. */
  readonly ingress?: StatedIngressDelays;
  /** The caches of DNS. */
  readonly dns?: StatedDnsDelays;
  /** Delays of load balancers; the checks are those of each balancer. */
  readonly balancers?: StatedBalancerDelays;
  /** Delays of the HorizontalPodAutoscaler. */
  readonly autoscaling?: StatedAutoscalingDelays;
  /** From the end of the leading instance of kube-controller-manager until another one leads, such as 13s..24s. */
  readonly leader?: Delay;
}

/** Delays of the kubelet. */
export interface StatedKubeletDelays {
  /** Until the sandbox of a pod has an address, such as 500ms. */
  readonly sandbox?: Delay;
  /** How long the pull of an image takes, such as 5s..20s. */
  readonly imagePull?: Delay;
  /** How long an init container runs that ends, such as 2s. */
  readonly initContainer?: Delay;
  /** Until it sees that a container has ended, such as 0..1s. */
  readonly notice?: Delay;
  /** The longest time between two starts of a container that crashes, such as 5m. */
  readonly maxRestart?: Duration;
  /** Where in its period each probe stands at the beginning: drawn, or a time such as 0. */
  readonly probePhase?: Phase;
}

/** Delays of the service proxy. */
export interface StatedKubeProxyDelays {
  /** The least time between two syncs, such as 1s; that of the mode unless given. */
  readonly minSync?: Duration;
  /** How long a sync takes, such as 100ms. */
  readonly sync?: Delay;
}

/** How the control plane learns that a node is lost. */
export interface StatedNodeDelays {
  /** How often a kubelet renews its lease, such as 10s. */
  readonly lease?: Duration;
  /** How often the controller looks, such as 5s. */
  readonly monitor?: Duration;
  /** How long it waits for a lease, such as 40s; that of the version unless given. */
  readonly grace?: Duration;
  /** How long pods stay that tolerate the taint by default, such as 5m. */
  readonly toleration?: Duration;
  /** Where in their period the leases and the controller stand at the beginning: drawn, or a time such as 0. */
  readonly phase?: Phase;
  /** How pods without a node are found. */
  readonly podGC?: StatedPodGC;
  /** How often the cloud is asked for machines of nodes that are not ready, such as 5s. */
  readonly cloud?: Duration;
}

/** How pods without a node are found. */
export interface StatedPodGC {
  /** How often they are looked for, such as 20s. */
  readonly period: Duration;
  /** How long they are left alone, such as 40s. */
  readonly quarantine: Duration;
}

/** Delays of ingress controllers. */
export interface StatedIngressDelays {
  /** The least time between two syncs of ingress-nginx, such as 3.333s. */
  readonly minSync?: Duration;
  /** Until each worker of nginx has taken new endpoints, such as 0..1s. */
  readonly workers?: Delay;
  /** How long a reload of nginx takes, such as 300ms. */
  readonly reload?: Delay;
  /** The least time between two configurations of other controllers, such as 2s. */
  readonly throttle?: Duration;
}

/** The caches of DNS. */
export interface StatedDnsDelays {
  /** For how long CoreDNS remembers names of the cluster, such as 30s; 0: it asks anew. */
  readonly cache?: Duration;
  /** There is a cache on each node, which remembers so long. */
  readonly nodeLocal?: StatedNodeLocal;
}

/** How long the DNS cache on a node remembers. */
export interface StatedNodeLocal {
  /** For how long it remembers addresses, such as 30s. */
  readonly success: Duration;
  /** For how long it remembers that there is none, such as 5s. */
  readonly denial: Duration;
}

/** Delays of load balancers. */
export interface StatedBalancerDelays {
  /** From a change of nodes or endpoints to the list of targets, such as 10s. */
  readonly targets?: Delay;
  /** Where in their period the checks stand at the beginning: drawn, or a time such as 0. */
  readonly checkPhase?: Phase;
}

/** Delays of the HorizontalPodAutoscaler. */
export interface StatedAutoscalingDelays {
  /** How often it decides, such as 15s. */
  readonly loop?: Duration;
  /** For how long a higher number counts before it goes down, such as 5m. */
  readonly stabilization?: Duration;
  /** Where in their period its decisions stand at the beginning: drawn, or a time such as 0. */
  readonly phase?: Phase;
}

/**
 * Where in a period something stands is drawn, or a time such as 0 or 2s.
 *
 * @pattern ^(drawn|((\d+(\.\d+)?(ms|s|m|h))+|0(?=\.\.))(\.\.(\d+(\.\d+)?(ms|s|m|h))+)?)$
 */
type PhaseText = string;

type Phase = PhaseText | 0;
