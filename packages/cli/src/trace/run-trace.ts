import type { AllTraces, Cluster, Request, Trace } from '@kubehop/core';
import { explainTrace, first, seeded, traceAll, traceRequest } from '@kubehop/core';
import type { ExitStatus } from '../exit-status.js';
import { exitStatus } from '../exit-status.js';
import { loadCluster } from '../input/load-cluster.js';
import type { Io } from '../io.js';
import { colorsOf, styleOf } from '../output/colors.js';
import { during } from '../output/progress.js';
import { statusOf, statusOfAll } from './answered.js';
import type { Client } from './client.js';
import { requestFor } from './client.js';
import { followRedirects } from './redirect.js';
import type { Page } from './report.js';
import { allReport, traceReport, tracesReport } from './report.js';
import { requireOrigin } from './require-origin.js';
import type { TraceOptions } from './trace-options.js';

/** Follows a request as the options say, and writes what came of it. */
export async function runTrace(url: string, options: TraceOptions, io: Io): Promise<ExitStatus> {
  const cluster = await loadCluster(options, io);
  const client = clientOf(options, cluster);
  requireOrigin(cluster, client.from);
  const run = { cluster, client, url, options, io };
  return options.all === true ? followAll(run) : followOne(run);
}

/** A run of the command. */
interface Run {
  readonly cluster: Cluster;
  readonly client: Client;
  readonly url: string;
  readonly options: TraceOptions;
  readonly io: Io;
}

function clientOf(options: TraceOptions, { platform }: Cluster): Client {
  return {
    from: options.from ?? platform.defaultOrigin,
    ...(options.request === undefined ? {} : { method: options.request }),
    headers: options.header ?? [],
    resolved: options.resolve ?? [],
    pathAsIs: options.pathAsIs === true,
    insecure: options.insecure === true,
  };
}

async function followAll({ cluster, client, url, options, io }: Run): Promise<ExitStatus> {
  const request = requestFor(url, client);
  const all = await during('Following every way', io.stderr, () => traceAll(cluster, request));
  const told = options.explain === true ? explainedAll(cluster, all) : all;
  io.stdout.write(allReport(told, options.output, pageOf(io)));
  return statusOfAll(all);
}

/** Every way with what was considered and rejected on it. */
function explainedAll(cluster: Cluster, all: AllTraces): AllTraces {
  return {
    ...all,
    branches: all.branches.map((branch) => ({ ...branch, trace: explainTrace(cluster, branch.trace) })),
    outcomes: all.outcomes.map((share) => ({ ...share, example: explainTrace(cluster, share.example) })),
  };
}

function followOne({ cluster, client, url, options, io }: Run): ExitStatus {
  const choose = options.seed === undefined ? first : seeded(options.seed);
  const send = (request: Request): Trace => {
    const trace = traceRequest(cluster, request, { choose });
    return options.explain === true ? explainTrace(cluster, trace) : trace;
  };
  const request = requestFor(url, client);
  if (options.location !== true) {
    const trace = send(request);
    io.stdout.write(traceReport(trace, options.output, pageOf(io)));
    return statusOf(trace.outcome);
  }
  const { traces, stopped } = followRedirects(request, client, send);
  io.stdout.write(tracesReport(traces, options.output, pageOf(io)));
  if (stopped !== undefined) io.stderr.write(`${stopped}\n`);
  const last = traces.at(-1);
  return last === undefined ? exitStatus.notAnswered : statusOf(last.outcome);
}

function pageOf({ stdout, env }: Io): Page {
  const style = styleOf(colorsOf(stdout, env));
  return stdout.columns === undefined ? { style } : { style, width: stdout.columns };
}
