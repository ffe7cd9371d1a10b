import { cidrContains, parseCIDRSloppy } from '../../address/cidr.js';
import type { FieldErrors } from '../field/field-errors.js';
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../network-policy.js';
import { addressRange } from './addresses.js';
import { validateLabelSelector } from './labels.js';
import { portName, portNumber } from './ports.js';

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, ValidateNetworkPolicySpec */
export function validateNetworkPolicy({ spec }: NetworkPolicy, errors: FieldErrors): void {
  errors.enter('spec');
  errors.within('podSelector', spec.podSelector, validateLabelSelector);
  errors.each('ingress', spec.ingress, (rule) => validateRule(rule, 'from', errors));
  errors.each('egress', spec.egress, (rule) => validateRule(rule, 'to', errors));
  if (spec.policyTypes.length > 2) {
    errors.invalid(spec.policyTypes, 'may not specify more than two policyTypes', 'policyTypes');
  }
  errors.leave();
}

function validateRule(
  { ports = [], peers = [] }: NetworkPolicyRule,
  field: 'from' | 'to',
  errors: FieldErrors,
): void {
  errors.each('ports', ports, validatePort);
  errors.each(field, peers, validatePeer);
}

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, ValidateNetworkPolicyPort */
function validatePort({ port, endPort }: NetworkPolicyPort, errors: FieldErrors): void {
  if (typeof port === 'number') {
    errors.check(portNumber, port, 'port');
    if (endPort === undefined) return;
    if (endPort < port) errors.invalid(endPort, 'must be greater than or equal to `port`', 'endPort');
    errors.check(portNumber, endPort, 'endPort');
    return;
  }
  if (endPort !== undefined) {
    const why = port === undefined ? 'not specified' : 'non-numeric';
    errors.invalid(endPort, `may not be specified when \`port\` is ${why}`, 'endPort');
  }
  if (port !== undefined) errors.check(portName, port, 'port');
}

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, ValidateNetworkPolicyPeer */
function validatePeer(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  errors: FieldErrors,
): void {
  if (podSelector !== undefined) errors.within('podSelector', podSelector, validateLabelSelector);
  if (namespaceSelector !== undefined) {
    errors.within('namespaceSelector', namespaceSelector, validateLabelSelector);
  }
  const selects = podSelector !== undefined || namespaceSelector !== undefined;
  if (ipBlock !== undefined) {
    errors.within('ipBlock', ipBlock, validateIPBlock);
    if (selects) errors.forbidden('may not specify both ipBlock and another peer');
  } else if (!selects) errors.required('must specify a peer');
}

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, ValidateIPBlock */
function validateIPBlock(
  { cidr, except }: NonNullable<NetworkPolicyPeer['ipBlock']>,
  errors: FieldErrors,
): void {
  if (cidr === '') {
    errors.required('', 'cidr');
    return;
  }
  errors.check(addressRange, cidr, 'cidr');
  const block = parseCIDRSloppy(cidr);
  if (block === undefined) return;
  for (const [index, text] of except.entries()) {
    errors.check(addressRange, text, 'except', index);
    const hole = parseCIDRSloppy(text);
    if (hole === undefined) continue;
    if (!cidrContains(block, hole.network) || hole.prefixLength <= block.prefixLength) {
      errors.invalid(text, 'must be a strict subset of `cidr`', 'except', index);
    }
  }
}
