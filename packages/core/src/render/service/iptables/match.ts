import type { IPFamily } from '../../../address/ip.js';
import type { LocalDetector } from '../../../service/local-detector.js';
import { podInterface } from '../proxy-plan.js';
import type { ServicePortPlan } from '../service-port-plan.js';

/** A single address as a range. */
export function only(address: string): string {
  return `${address}/${address.includes(':') ? 128 : 32}`;
}

/** What a rule says of itself. */
export function comment(text: string): string {
  return `-m comment --comment "${text}"`;
}

/** Packets to a port of an address; the comment stands where `iptables-save` writes it. */
export function toSocket({ protocol }: ServicePortPlan, address: string, port: number, text: string): string {
  return `-d ${only(address)} ${toPort(protocol, port, text)}`;
}

/** Packets to a port of any address. */
export function toPort(protocol: ServicePortPlan['protocol'], port: number, text: string): string {
  return `-p ${protocol} ${comment(text)} -m ${protocol} --dport ${port}`;
}

/** Packets of pods, as far as the proxy can tell. */
export function fromPods(detector: LocalDetector): string {
  return detector.by === 'source' ? `-s ${detector.range.text}` : `-i ${interfacePattern(detector)}`;
}

function interfacePattern(detector: Extract<LocalDetector, { by: 'interface' }>): string {
  return podInterface(detector) + (detector.interface === 'name-prefix' ? '+' : '');
}

/** The loopback addresses of a family. */
export const loopbackRange: Readonly<Record<IPFamily, string>> = { IPv4: '127.0.0.0/8', IPv6: '::1/128' };

/** The share of packets that a rule takes, as the kernel keeps it: in parts of 2^31. */
export function share(ofRemaining: number): string {
  const asked = Number((1 / ofRemaining).toFixed(10));
  const kept = Math.round(asked * 2 ** 31) / 2 ** 31;
  return `-m statistic --mode random --probability ${kept.toFixed(11)}`;
}
