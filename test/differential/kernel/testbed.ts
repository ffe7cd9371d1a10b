import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import type { IPFamily } from '@kubehop/core';
import { startAgent, type Agent } from './agent-process.js';
import { addresses, nodeNames, pods } from './place.js';

/**
 * Three nodes with two pods each, an outside client and a router that answers nothing, each in a network namespace of
 * its own. The interfaces of pods on their nodes begin with `veth`, as network plugins name them.
 */
export interface Testbed {
  readonly nodes: readonly Agent[];
  readonly pods: readonly Agent[];
  readonly client: Agent;
  close(): Promise<void>;
}

const families: readonly IPFamily[] = ['IPv4', 'IPv6'];

/** Where pods send what is not for themselves; their nodes answer for it. */
const gateway: Readonly<Record<IPFamily, string>> = { IPv4: '169.254.1.1', IPv6: 'fe80::1' };
const gatewayHardware = 'ee:ee:ee:ee:ee:ee';

/** Makes the testbed; what is left of it when that fails is taken down again. */
export async function openTestbed(): Promise<Testbed> {
  const names = namesOf(`kubehop-${process.pid}`);
  const agents: Agent[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(agents.map(async (agent) => agent.stop()));
    for (const name of names.all) ip('', ['netns del ' + name], { mayFail: true });
  };
  try {
    removeLeftovers();
    for (const name of names.all) ip('', [`netns add ${name}`]);
    const start = (name: string): Agent => {
      const agent = startAgent(name);
      agents.push(agent);
      return agent;
    };
    const nodes = names.nodes.map(start);
    const podAgents = names.pods.map(start);
    const client = start(names.client);
    const settle = async (): Promise<unknown> =>
      Promise.all([...nodes.map(routeAsNode), ...[...podAgents, client].map(answerAtOnce)]);
    await settle();
    connect(names);
    // Interfaces bring settings of their own.
    await settle();
    return { nodes, pods: podAgents, client, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Takes down what processes left behind that were killed. */
function removeLeftovers(): void {
  const list = execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' });
  for (const [name, owner = ''] of list.matchAll(/^kubehop-(\d+)-[\w-]+/gm)) {
    if (!existsSync(`/proc/${owner}`)) ip('', [`netns del ${name}`], { mayFail: true });
  }
}

interface Names {
  readonly nodes: readonly string[];
  readonly pods: readonly string[];
  readonly client: string;
  readonly router: string;
  readonly all: readonly string[];
}

function namesOf(prefix: string): Names {
  const nodes = nodeNames.map((name) => `${prefix}-${name}`);
  const podNames = pods.map(({ name }) => `${prefix}-${name}`);
  const client = `${prefix}-client`;
  const router = `${prefix}-router`;
  return { nodes, pods: podNames, client, router, all: [...nodes, ...podNames, client, router] };
}

/** Runs commands of `ip` in a namespace, or in this one. */
function ip(
  namespace: string,
  lines: readonly string[],
  { family, mayFail = false }: { readonly family?: IPFamily; readonly mayFail?: boolean } = {},
): void {
  const inside = namespace === '' ? [] : ['-n', namespace];
  const ofFamily = family === undefined ? [] : [family === 'IPv4' ? '-4' : '-6'];
  try {
    execFileSync('ip', [...inside, ...ofFamily, '-batch', '-'], {
      input: `${lines.join('\n')}\n`,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
  } catch (error) {
    if (!mayFail) throw error;
  }
}

function connect(names: Names): void {
  ip(names.router, [
    'link set lo up',
    'link add lan type bridge',
    'link set lan up',
    ...[...names.nodes, names.client].flatMap((name, index) => [
      `link add port-${index} type veth peer name eth0 netns ${name}`,
      `link set port-${index} master lan up`,
    ]),
    ...families.flatMap((family) => {
      const { router, everything } = addresses[family];
      return [onLan(family, router, 'lan'), `route add blackhole ${everything}`];
    }),
  ]);
  for (const index of names.nodes.keys()) connectNode(names, index);
  connectClient(names.client);
}

function connectNode(names: Names, node: number): void {
  const name = names.nodes[node] ?? '';
  ip(name, [
    'link set lo up',
    'link set eth0 up',
    ...families.flatMap((family) => {
      const { nodes, nodesToo, nodePodRanges, router } = addresses[family];
      return [
        onLan(family, nodes[node] ?? '', 'eth0'),
        `address add ${nodesToo[node] ?? ''} dev eth0 ${notAsSource[family]}`,
        `route add default via ${router}`,
        ...nodes.flatMap((via, other) =>
          other === node
            ? []
            : [
                `route add ${nodePodRanges[other] ?? ''} via ${via}`,
                `route add ${nodesToo[other] ?? ''} via ${via}`,
              ],
        ),
      ];
    }),
  ]);
  for (const [index, pod] of pods.entries()) {
    if (pod.node === node) connectPod(name, names.pods[index] ?? '', index);
  }
}

/** Pods hang on routes, behind an interface without an address of its own: as Calico connects them. */
function connectPod(node: string, name: string, pod: number): void {
  const { node: number } = pods[pod] ?? { node: 0 };
  const { IPv4, IPv6 } = addresses;
  ip(node, [
    `link add veth${pod} address ${gatewayHardware} type veth peer name eth0 netns ${name}`,
    `link set veth${pod} up`,
    `address add ${gateway.IPv6}/64 dev veth${pod} nodad`,
    ...[IPv4, IPv6].map(
      ({ pods: ips, nodes }) => `route add ${ips[pod] ?? ''} dev veth${pod} src ${nodes[number] ?? ''}`,
    ),
  ]);
  ip(name, [
    'link set lo up',
    'link set eth0 up',
    `address add ${IPv4.pods[pod] ?? ''}/32 dev eth0`,
    `neighbour add ${gateway.IPv4} lladdr ${gatewayHardware} dev eth0 nud permanent`,
    `route add default via ${gateway.IPv4} dev eth0 onlink`,
    `address add ${IPv6.pods[pod] ?? ''}/128 dev eth0 nodad`,
    `route add default via ${gateway.IPv6} dev eth0`,
  ]);
}

/**
 * The client reaches nodes and pods straight; all else it sends to the node with the number of the address that it sends
 * from.
 */
function connectClient(name: string): void {
  ip(name, ['link set lo up', 'link set eth0 up']);
  for (const family of families) {
    const { clients, nodes, nodesRange, nodesToo, nodePodRanges } = addresses[family];
    const lines = clients.flatMap((client, index) => {
      const table = `dev eth0 table ${firstTable + index}`;
      return [
        onLan(family, client, 'eth0'),
        `rule add from ${client} lookup ${firstTable + index}`,
        `route add ${nodesRange} ${table}`,
        `route add default via ${nodes[index] ?? ''} ${table}`,
        ...nodes.flatMap((node, other) => [
          `route add ${nodesToo[other] ?? ''} via ${node} ${table}`,
          `route add ${nodePodRanges[other] ?? ''} via ${node} ${table}`,
        ]),
      ];
    });
    ip(name, lines, { family });
  }
}

const firstTable = 200;

/** Nodes send from their first address only; to the kernel, another one of IPv6 would be as good. */
const notAsSource: Readonly<Record<IPFamily, string>> = { IPv4: '', IPv6: 'nodad preferred_lft 0' };

function onLan(family: IPFamily, address: string, device: string): string {
  return `address add ${address}/${family === 'IPv4' ? '24' : '64'} dev ${device}${family === 'IPv4' ? '' : ' nodad'}`;
}

/** Addresses are used at once, and refusals are not rationed: the kernel sends one a second otherwise. */
async function answerAtOnce(agent: Agent): Promise<void> {
  await agent.tell({
    do: 'write',
    value: '0',
    files: [
      '/proc/sys/net/ipv4/icmp_ratelimit',
      '/proc/sys/net/ipv6/icmp/ratelimit',
      '/proc/sys/net/ipv6/conf/*/accept_dad',
    ],
  });
  await agent.tell({ do: 'write', value: '1000000', files: ['/proc/sys/net/ipv4/icmp_msgs_per_sec'] });
}

/** A node forwards, whichever way answers come back, and may be asked for node ports on its loopback. */
async function routeAsNode(agent: Agent): Promise<void> {
  await answerAtOnce(agent);
  await agent.tell({
    do: 'write',
    value: '1',
    files: [
      '/proc/sys/net/ipv4/ip_forward',
      '/proc/sys/net/ipv6/conf/all/forwarding',
      '/proc/sys/net/ipv4/conf/all/route_localnet',
    ],
  });
  await agent.tell({
    do: 'write',
    value: '0',
    files: ['/proc/sys/net/ipv4/conf/*/rp_filter', '/proc/sys/net/ipv4/conf/*/send_redirects'],
  });
}
