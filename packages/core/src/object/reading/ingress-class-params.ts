import { ingressClassParamsSpecFields } from '../../manifest/ingress-class-params.js';
import type { IngressClassParams } from '../ingress-class-params.js';
import { list, textList } from '../schema/list.js';
import { inside, record } from '../schema/record.js';
import { oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { labelSelectorSchema } from './label-selector.js';
import { metadataSchema } from './metadata.js';

type Spec = IngressClassParams['spec'];

/** A field of which only counts that it is there. */
const there: Schema<true> = { zero: true, read: () => true };
const notFollowed = [
  'ipAddressType',
  'subnets',
  'prefixListsIDs',
  'PrefixListsIDs',
  'listeners',
  'wafv2AclArn',
  'wafv2AclName',
] as const;

interface SpecDraft
  extends Omit<Spec, 'notFollowed'>, Readonly<Partial<Record<(typeof notFollowed)[number], true>>> {}

const attribute = record<{ readonly key: string; readonly value: string }>(() => ({ key: '', value: '' }), {
  key: text,
  value: text,
});

const spec: Schema<Spec> = mapped(
  record<SpecDraft>(
    () => ({}),
    {
      namespaceSelector: labelSelectorSchema,
      group: inside('name', text),
      scheme: oneOf('internal', 'internet-facing'),
      targetType: oneOf('instance', 'ip'),
      inboundCIDRs: textList,
      certificateArn: textList,
      sslRedirectPort: text,
      loadBalancerAttributes: list(attribute),
      ipAddressType: there,
      subnets: there,
      prefixListsIDs: there,
      PrefixListsIDs: there,
      listeners: there,
      wafv2AclArn: there,
      wafv2AclName: there,
    },
    Object.keys(ingressClassParamsSpecFields),
  ),
  ({
    ipAddressType,
    subnets,
    prefixListsIDs,
    PrefixListsIDs,
    listeners,
    wafv2AclArn,
    wafv2AclName,
    ...kept
  }): Spec => {
    const others = {
      ipAddressType,
      subnets,
      prefixListsIDs,
      PrefixListsIDs,
      listeners,
      wafv2AclArn,
      wafv2AclName,
    };
    return { ...kept, notFollowed: notFollowed.filter((name) => others[name] === true) };
  },
);

/** How an IngressClassParams is read. */
export const ingressClassParamsSchema: Schema<IngressClassParams> = record<IngressClassParams>(
  () => ({
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'IngressClassParams',
    metadata: metadataSchema.zero,
    spec: spec.zero,
  }),
  {
    apiVersion: oneOf('elbv2.k8s.aws/v1beta1'),
    kind: oneOf('IngressClassParams'),
    metadata: metadataSchema,
    spec,
  },
);
