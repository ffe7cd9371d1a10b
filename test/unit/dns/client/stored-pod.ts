import type { Pod, PodSpec } from '../../../../packages/core/src/object/pod.js';

/** A stored Pod of namespace `shop`, as the API server completes it. */
export function storedPod(
  spec: Partial<PodSpec> = {},
  name = 'web-0',
  podIPs: readonly string[] = ['10.244.1.5'],
): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', uid: name, labels: {}, annotations: {}, ownerReferences: [] },
    spec: {
      containers: [],
      initContainers: [],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      hostAliases: [],
      hostNetwork: false,
      setHostnameAsFQDN: false,
      nodeName: 'node-a',
      nodeSelector: {},
      tolerations: [],
      ...spec,
    },
    status: { phase: 'Running', podIPs, conditions: [] },
  };
}
