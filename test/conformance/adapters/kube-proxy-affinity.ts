import { emptyMemory, type Memory } from '@kubehop/core/components';
import type { Answer } from '../adapter.js';
import type { AffinityItem } from './kube-proxy-case.js';
import { packetOf, proxyAt, targetText } from './kube-proxy-flow.js';
import type { ProxySetting } from './kube-proxy-setting.js';

/**
 * What the model says about a sequence of connections that share one memory: at a choice, among what and under the name
 * that the item gives to the endpoint; otherwise the name under which the endpoint is known.
 */
export function affinityAnswers(setting: ProxySetting, sequence: readonly AffinityItem[]): readonly Answer[] {
  const names = new Map<unknown, string>();
  let memory = emptyMemory;
  return sequence.map((item) => {
    const proxy = proxyAt(setting, item.at);
    const packet = packetOf(item);
    memory = { ...withRemembered(setting, item, memory), now: item.t };
    const decision = proxy.decide(packet, { memory });
    if (decision.verdict !== 'forward') return {};
    // Any will do where there is a choice; the last is none that would be taken by default.
    const endpoint = decision.endpoints.at(-1);
    if (endpoint === undefined) return {};
    memory = proxy.remember(packet, endpoint, memory);
    const text = targetText(endpoint);
    if (decision.endpoints.length === 1) {
      return { endpoint: text, same: [...names].find(([, known]) => known === text)?.[0] };
    }
    names.set(item.expect.chooses, text);
    return {
      endpoint: text,
      among: decision.endpoints.map(targetText),
      free: true,
      chooses: item.expect.chooses,
    };
  });
}

function withRemembered(setting: ProxySetting, item: AffinityItem, memory: Memory): Memory {
  if (item.remembered === undefined) return memory;
  const [address = '', port = ''] = item.remembered.split(':');
  const endpoint = { address, port: Number(port) };
  return proxyAt(setting, item.at).remember(packetOf(item), endpoint, { ...memory, now: item.t });
}
