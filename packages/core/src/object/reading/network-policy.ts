import { networkPolicySpecFields } from '../../manifest/network-policy.js';
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../network-policy.js';
import { list, none, textList } from '../schema/list.js';
import { named, unlessEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { int32, intOrText, oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { protocolSchema } from './container.js';
import { labelSelectorSchema } from './label-selector.js';
import { metadataSchema } from './metadata.js';

const peer: Schema<NetworkPolicyPeer> = record<NetworkPolicyPeer>(() => ({}), {
  podSelector: labelSelectorSchema,
  namespaceSelector: labelSelectorSchema,
  ipBlock: record<NonNullable<NetworkPolicyPeer['ipBlock']>>(() => ({ cidr: '', except: none }), {
    cidr: text,
    except: textList,
  }),
});

const port: Schema<NetworkPolicyPort> = record<NetworkPolicyPort>(() => ({ protocol: 'TCP' }), {
  protocol: protocolSchema,
  port: intOrText,
  endPort: int32,
});

function rule(peers: 'from' | 'to'): Schema<NetworkPolicyRule> {
  return record<NetworkPolicyRule>(() => ({}), {
    peers: named(peers, unlessEmpty(list(peer))),
    ports: unlessEmpty(list(port)),
  });
}

const spec: Schema<NetworkPolicy['spec']> = mapped(
  record<NetworkPolicy['spec']>(
    () => ({ podSelector: labelSelectorSchema.zero, policyTypes: none, ingress: none, egress: none }),
    {
      podSelector: labelSelectorSchema,
      policyTypes: list(oneOf('Ingress', 'Egress')),
      ingress: list(rule('from')),
      egress: list(rule('to')),
    },
    Object.keys(networkPolicySpecFields),
  ),
  withPolicyTypes,
);

/** Without policy types, incoming traffic is meant, and outgoing traffic if there are rules for it. */
function withPolicyTypes(given: NetworkPolicy['spec']): NetworkPolicy['spec'] {
  if (given.policyTypes.length > 0) return given;
  return { ...given, policyTypes: given.egress.length === 0 ? ['Ingress'] : ['Ingress', 'Egress'] };
}

/** How a NetworkPolicy is read. @see kubernetes/kubernetes pkg/apis/networking/v1/defaults.go */
export const networkPolicySchema: Schema<NetworkPolicy> = record<NetworkPolicy>(
  () => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataSchema.zero,
    spec: spec.zero,
  }),
  {
    apiVersion: oneOf('networking.k8s.io/v1'),
    kind: oneOf('NetworkPolicy'),
    metadata: metadataSchema,
    spec,
  },
);
