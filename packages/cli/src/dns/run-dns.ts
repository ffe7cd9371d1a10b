import type { Cluster } from '@kubehop/core';
import { dnsServer, resolveName } from '@kubehop/core/components';
import type { NameResolution } from '@kubehop/core/components';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import { loadCluster } from '../input/load-cluster.js';
import type { Io } from '../io.js';
import { jsonText } from '../output/json.js';
import { requireOrigin } from '../trace/require-origin.js';
import { clientAt } from './client.js';
import type { DnsOptions } from './dns-options.js';
import { obstacleOf } from './obstacle.js';
import { resolutionText, responseText } from './report.js';

/** Looks a name up as the options say, and writes what came of it. */
export async function runDns(name: string, options: DnsOptions, io: Io): Promise<ExitStatus> {
  const cluster = await loadCluster(options, io);
  return options.from === undefined
    ? askServer(cluster, name, options, io)
    : askAs(cluster, name, options, io);
}

/** As dig does: one question to the server of the cluster. */
function askServer(cluster: Cluster, name: string, { type = 'A', output }: DnsOptions, io: Io): ExitStatus {
  const full = name.endsWith('.') ? name : `${name}.`;
  const response = dnsServer(cluster).answer({ name: full, type });
  io.stdout.write(output === 'json' ? jsonText(response) : responseText({ name: full, type }, response));
  return response.answer.length > 0 ? exitStatus.answered : exitStatus.notAnswered;
}

/** As the C library of the client does. */
function askAs(cluster: Cluster, name: string, options: DnsOptions, io: Io): ExitStatus {
  const { from = cluster.platform.defaultOrigin, type, output } = options;
  requireOrigin(cluster, from);
  const on = clientAt(cluster, from);
  const resolution: NameResolution = resolveName(cluster, name, {
    ...(on !== undefined && { on }),
    ...(type !== undefined && { types: [type] }),
  });
  const obstacle = resolution.answeredBy === 'hosts' ? undefined : obstacleOf(cluster, from, resolution);
  if (output === 'json')
    io.stdout.write(jsonText({ ...resolution, ...(obstacle !== undefined && { obstacle }) }));
  else io.stdout.write(resolutionText(on, resolution, obstacle));
  return obstacle === undefined && resolution.result === 'found'
    ? exitStatus.answered
    : exitStatus.notAnswered;
}
