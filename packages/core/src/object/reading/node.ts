import { nodeSpecFields } from '../../manifest/node.js';
import type { StringMap } from '../metadata.js';
import type { Node, NodeAddress, Taint } from '../node.js';
import { list, none, textList } from '../schema/list.js';
import { unlessEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { flag, oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { noTexts, quantityMap } from '../schema/text-map.js';
import { conditionSchema } from './condition.js';
import { metadataSchema } from './metadata.js';
import { inSync } from './plural.js';
import { taintEffectSchema } from './pod-spec.js';

const taint: Schema<Taint> = record<Taint>(
  () => ({ key: '', value: '', effect: 'NoSchedule' }),
  { key: text, value: text, effect: taintEffectSchema },
  ['timeAdded'],
);

/** The API server takes addresses of any type; those of none that it names itself mean nothing to anybody. */
const knownAddresses: Schema<readonly NodeAddress[]> = mapped(
  list(
    record<{ readonly type: string; readonly address: string }>(() => ({ type: '', address: '' }), {
      type: text,
      address: text,
    }),
  ),
  (given) => given.filter(hasKnownType),
);

function hasKnownType(address: { readonly type: string; readonly address: string }): address is NodeAddress {
  return ['InternalIP', 'ExternalIP', 'Hostname', 'InternalDNS', 'ExternalDNS'].includes(address.type);
}

/** @see kubernetes/kubernetes pkg/apis/core/v1/conversion.go, Convert_v1_NodeSpec_To_core_NodeSpec */
const nodeSpec: Schema<Node['spec']> = mapped(
  record<Node['spec'] & { readonly podCIDR: string }>(
    () => ({ podCIDR: '', podCIDRs: none, unschedulable: false, taints: none }),
    {
      podCIDR: text,
      podCIDRs: textList,
      providerID: unlessEmpty(text),
      unschedulable: flag,
      taints: list(taint),
    },
    Object.keys(nodeSpecFields),
  ),
  ({ podCIDR, podCIDRs, ...spec }) => ({ ...spec, podCIDRs: inSync(podCIDR, podCIDRs) }),
);

interface NodeStatusDraft extends Omit<Node['status'], 'allocatable'> {
  readonly allocatable?: StringMap;
  readonly capacity: StringMap;
}

/** @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_NodeStatus */
const nodeStatus: Schema<Node['status']> = mapped(
  record<NodeStatusDraft>(
    () => ({ addresses: none, conditions: none, capacity: noTexts }),
    {
      addresses: knownAddresses,
      conditions: list(conditionSchema),
      allocatable: quantityMap,
      capacity: quantityMap,
    },
    [
      'config',
      'daemonEndpoints',
      'declaredFeatures',
      'features',
      'images',
      'nodeInfo',
      'phase',
      'runtimeHandlers',
      'volumesAttached',
      'volumesInUse',
    ],
  ),
  ({ addresses, conditions, capacity, allocatable = capacity }) => ({ addresses, conditions, allocatable }),
);

/** How a Node is read. */
export const nodeSchema: Schema<Node> = record<Node>(
  () => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metadataSchema.zero,
    spec: nodeSpec.zero,
    status: nodeStatus.zero,
  }),
  {
    apiVersion: oneOf('v1'),
    kind: oneOf('Node'),
    metadata: metadataSchema,
    spec: nodeSpec,
    status: nodeStatus,
  },
);
