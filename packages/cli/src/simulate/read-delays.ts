import type {
  AutoscalingDelays,
  BalancerDelays,
  DelayOptions,
  DnsDelays,
  IngressDelays,
  KubeletDelays,
  KubeProxyDelays,
  NodeDelays,
} from '@kubehop/sim';
import type { Mistakes } from './mistakes.js';
import { readPart, type Readers } from './read-part.js';
import { readDelay, readDuration, readPhase, readPeriod } from './read-value.js';
import type {
  StatedAutoscalingDelays,
  StatedBalancerDelays,
  StatedDelays,
  StatedDnsDelays,
  StatedIngressDelays,
  StatedKubeletDelays,
  StatedKubeProxyDelays,
  StatedNodeDelays,
} from './stated-delays.js';

const kubelet: Readers<StatedKubeletDelays, KubeletDelays> = {
  sandbox: readDelay,
  imagePull: readDelay,
  initContainer: readDelay,
  notice: readDelay,
  maxRestart: readPeriod,
  probePhase: readPhase,
};

const kubeProxy: Readers<StatedKubeProxyDelays, KubeProxyDelays> = { minSync: readDuration, sync: readDelay };

const nodes: Readers<StatedNodeDelays, NodeDelays> = {
  lease: readPeriod,
  monitor: readPeriod,
  grace: readDuration,
  toleration: readDuration,
  phase: readPhase,
  podGC: ({ period, quarantine }) => ({
    period: readPeriod(period),
    quarantine: readDuration(quarantine),
  }),
  cloud: readPeriod,
};

const ingress: Readers<StatedIngressDelays, IngressDelays> = {
  minSync: readDuration,
  workers: readDelay,
  reload: readDelay,
  throttle: readDuration,
};

const dns: Readers<StatedDnsDelays, DnsDelays> = {
  cache: readDuration,
  nodeLocal: ({ success, denial }) => ({ success: readDuration(success), denial: readDuration(denial) }),
};

const balancers: Readers<StatedBalancerDelays, BalancerDelays> = {
  targets: readDelay,
  checkPhase: readPhase,
};

const autoscaling: Readers<StatedAutoscalingDelays, AutoscalingDelays> = {
  loop: readPeriod,
  stabilization: readDuration,
  phase: readPhase,
};

/** Reads how long components take to learn of things. */
export function readDelays(stated: StatedDelays, mistakes: Mistakes): DelayOptions {
  const part = <Stated extends object, Part>(
    field: keyof StatedDelays,
    of: Stated,
    readers: Readers<Stated, Part>,
  ): Partial<Part> => readPart<Stated, Part>(of, readers, `delays.${field}`, mistakes);
  const whole: Readers<StatedDelays, DelayOptions> = {
    watch: readDelay,
    controllers: (each) =>
      Object.fromEntries(
        Object.entries(each).map(([name, delay]) => [
          name,
          mistakes.reading(`delays.controllers.${name}`, () => readDelay(delay)) ?? 0,
        ]),
      ),
    kubelet: (each) => part<StatedKubeletDelays, KubeletDelays>('kubelet', each, kubelet),
    kubeProxy: (each) => part<StatedKubeProxyDelays, KubeProxyDelays>('kubeProxy', each, kubeProxy),
    nodes: (each) => part<StatedNodeDelays, NodeDelays>('nodes', each, nodes),
    ingress: (each) => part<StatedIngressDelays, IngressDelays>('ingress', each, ingress),
    dns: (each) => part<StatedDnsDelays, DnsDelays>('dns', each, dns),
    balancers: (each) => part<StatedBalancerDelays, BalancerDelays>('balancers', each, balancers),
    autoscaling: (each) => part<StatedAutoscalingDelays, AutoscalingDelays>('autoscaling', each, autoscaling),
    leader: readDelay,
  };
  return readPart<StatedDelays, DelayOptions>(stated, whole, 'delays', mistakes);
}
