import type { Endpoint, EndpointPort } from '../../object/endpoint-slice.js';

/** Whether two endpoints say the same. */
export function sameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return (
    sameTexts(a.addresses, b.addresses) &&
    a.conditions.ready === b.conditions.ready &&
    a.conditions.serving === b.conditions.serving &&
    a.conditions.terminating === b.conditions.terminating &&
    a.hostname === b.hostname &&
    a.nodeName === b.nodeName &&
    a.zone === b.zone &&
    a.targetRef?.kind === b.targetRef?.kind &&
    a.targetRef?.namespace === b.targetRef?.namespace &&
    a.targetRef?.name === b.targetRef?.name &&
    sameTexts(a.hints?.forZones ?? [], b.hints?.forZones ?? []) &&
    sameTexts(a.hints?.forNodes ?? [], b.hints?.forNodes ?? [])
  );
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

/** Equal for lists of the same ports, in whatever order. */
export function portsKey(ports: readonly EndpointPort[]): string {
  return ports
    .map(({ name, protocol, port, appProtocol }) => `${name}/${protocol}/${port ?? ''}/${appProtocol ?? ''}`)
    .sort()
    .join();
}
