import { cloud } from '../../packages/core/src/provider/cloud.js';
import { pod as inPod } from '../../packages/core/src/request/origin.js';
import { endpointSlice } from '../objects/endpoint-slice.js';
import { pod, type PodManifest } from '../objects/pod.js';
import { service, type ServiceSpecManifest } from '../objects/service.js';
import type { Shown } from './shown.js';

type Changes = Parameters<typeof pod>[2];

const ports = [{ name: 'http', containerPort: 8080 }];

/** A pod of the application `web`, on node-1 unless told otherwise. */
function web(name: string, changes: Changes = {}): PodManifest {
  return pod(
    `shop/${name}`,
    { app: 'web' },
    { address: '10.244.0.5', nodeName: 'node-1', ports, ...changes },
  );
}

/** A client on node-2. */
const client = pod('shop/client', { app: 'client' }, { address: '10.244.1.9', nodeName: 'node-2' });

const fromClient = inPod('shop', 'client');

/** A pod that is being deleted. */
function deleted({ metadata, ...manifest }: PodManifest): unknown {
  return {
    ...manifest,
    metadata: { ...metadata, deletionTimestamp: '2024-01-01T00:00:30Z', deletionGracePeriodSeconds: 30 },
  };
}

/** The Service `web`, and what is beside it. */
function withService(
  spec: ServiceSpecManifest & { readonly publishNotReadyAddresses?: boolean },
  ...others: readonly unknown[]
): readonly unknown[] {
  const selecting = { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] };
  return [service('shop/web', { ...selecting, ...spec }), ...others];
}

const balanced = { type: 'LoadBalancer' } as const;
const unready = web('slow', { address: '10.244.0.6', ready: false });
const elsewhere = web('other', { address: '10.244.2.5', nodeName: 'node-3' });

/** Bugs of Services and of the service proxy. */
export const shownByServices: Readonly<Record<string, Shown>> = {
  'a named target port is looked up on one pod for all': {
    objects: withService(
      { ...balanced, ports: [{ port: 80, targetPort: 'http' }] },
      web('one'),
      web('two', { address: '10.244.0.6', ports: [{ name: 'http', containerPort: 9090 }] }),
    ),
  },
  'pods that are not ready are chosen': { objects: withService(balanced, web('web'), unready) },
  'a pod that is being deleted stays ready': {
    objects: withService(balanced, web('web'), deleted(web('old', { address: '10.244.0.6' }))),
  },
  'pods that serve while they terminate are never used': {
    objects: withService(balanced, deleted(web('old'))),
  },
  'publishNotReadyAddresses is ignored': {
    objects: withService({ ...balanced, publishNotReadyAddresses: true }, unready),
  },
  'a headless Service gets a cluster IP': {
    objects: withService({ clusterIP: 'None' }, web('web'), client),
    from: fromClient,
  },
  'the node port ignores externalTrafficPolicy Local': {
    objects: withService({ type: 'NodePort', externalTrafficPolicy: 'Local' }, web('web')),
  },
  'internalTrafficPolicy Local is ignored': {
    objects: withService({ type: 'NodePort', internalTrafficPolicy: 'Local' }, web('web'), client),
    from: fromClient,
  },
  'policy Local masquerades clients from outside': {
    objects: withService({ ...balanced, externalTrafficPolicy: 'Local' }, web('web')),
  },
  'a pod that reaches itself by its Service is not masqueraded': {
    objects: withService({}, web('web')),
    from: inPod('shop', 'web'),
  },
  'source ranges are ignored': {
    objects: withService({ ...balanced, loadBalancerSourceRanges: ['198.51.100.0/24'] }, web('web'), client),
    from: fromClient,
  },
  'zone hints count although one endpoint has none': {
    objects: [
      service('shop/web', { ports: [{ port: 80, targetPort: 8080 }] }),
      endpointSlice('shop/web', [
        {
          addresses: ['10.244.1.5'],
          nodeName: 'node-2',
          targetRef: { kind: 'Pod', name: 'web' },
          hints: { forZones: [{ name: 'zone-b' }] },
        },
        { addresses: ['10.244.2.5'], nodeName: 'node-3', targetRef: { kind: 'Pod', name: 'other' } },
      ]),
      web('web', { address: '10.244.1.5', nodeName: 'node-2' }),
      elsewhere,
      client,
    ],
    from: fromClient,
  },
  'a marked packet leaves the node with the source that it had': {
    objects: withService({ type: 'NodePort' }, web('web')),
  },
  'apply() forgets the index of node ports': {
    objects: [web('web')],
    applied: withService({ type: 'NodePort' }),
  },
  'branches that are equally likely do not add up to one whole': {
    objects: withService(balanced, web('web'), elsewhere),
  },
  'an answer that goes past the node that translated counts as arrived': {
    objects: withService({}, web('web')),
    platform: cloud({ proxy: { detectLocal: 'none' } }),
    from: { kind: 'address', address: '10.0.0.99', node: 'node-2' },
  },
};
