import { servicePortsOf } from '../../../packages/core/src/endpoints/service-port-info.js';
import { affinityKey } from '../../../packages/core/src/service/affinity.js';
import { emptyMemory, type Memory } from '../../../packages/core/src/step/memory.js';
import type { AffinityItem, Expectation } from './kube-proxy-case.js';
import { connect } from './kube-proxy-flow.js';
import type { ProxySetting } from './kube-proxy-setting.js';

/**
 * What the library says about a sequence of connections that share one memory: at a choice, among what and under the
 * name that the item gives to the endpoint; otherwise the name under which the endpoint is known.
 */
export function affinityActuals(
  setting: ProxySetting,
  sequence: readonly AffinityItem[],
): readonly Expectation[] {
  const endpoints = new Map<unknown, string>();
  let memory = emptyMemory;
  return sequence.map((item) => {
    const connection = connect(setting, item, { ...withRemembered(setting, item, memory), now: item.t }, 1);
    if (connection === undefined) return {};
    memory = connection.memory;
    const { endpoint, among, wasChosen } = connection;
    if (wasChosen) {
      endpoints.set(item.expect['chooses'], endpoint);
      return { endpoint, among, free: true, chooses: item.expect['chooses'] };
    }
    return { endpoint, same: [...endpoints].find(([, known]) => known === endpoint)?.[0] };
  });
}

function withRemembered({ cluster }: ProxySetting, item: AffinityItem, memory: Memory): Memory {
  const port = cluster
    .list('Service')
    .flatMap(servicePortsOf)
    .find((candidate) => candidate.port === item.port && candidate.protocol === item.protocol);
  if (item.remembered === undefined || port === undefined) return memory;
  const [address = '', number = ''] = item.remembered.split(':');
  const kept = { endpoint: { address, port: Number(number) }, at: item.t };
  return { ...memory, affinity: memory.affinity.set(affinityKey(item.at, port, item.from), kept) };
}
