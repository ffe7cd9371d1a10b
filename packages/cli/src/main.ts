import { RequestError } from '@kubehop/core';
import { Command, CommanderError } from 'commander';
import { diffCommand } from './diff/diff-command.js';
import { dnsCommand } from './dns/dns-command.js';
import type { ExitStatus } from './exit-status.js';
import { exitStatus } from './exit-status.js';
import { exposuresCommand } from './exposures/exposures-command.js';
import { getCommand } from './get/get-command.js';
import type { Io } from './io.js';
import { lintCommand } from './lint/lint-command.js';
import { writeErrors } from './output/write-errors.js';
import { proveCommand } from './prove/prove-command.js';
import { renderCommand } from './render/render-command.js';
import { routesCommand } from './routes/routes-command.js';
import { simulateCommand } from './simulate/simulate-command.js';
import { testCommand } from './test/test-command.js';
import { traceCommand } from './trace/trace-command.js';
import { version } from './version.js';
import { waysInCommand } from './ways-in/ways-in-command.js';
import { WrongUse } from './wrong-use.js';

/** Runs the command with its arguments, and says how it ends. */
export async function main(args: readonly string[], io: Io): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.answered;
  const end = (reached: ExitStatus): void => {
    status = reached;
  };
  const program = new Command('kubehop')
    .description('Push a request at your Kubernetes manifests and see every hop it takes, and why.')
    .version(version(), '-V, --version', 'print the version')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', "\nSee 'kubehop trace --help' for examples.");
  configure(program, io);
  for (const command of [
    traceCommand(io, end),
    testCommand(io, end),
    simulateCommand(io, end),
    dnsCommand(io, end),
    getCommand(io, end),
    exposuresCommand(io, end),
    routesCommand(io, end),
    proveCommand(io, end),
    diffCommand(io, end),
    lintCommand(io, end),
    waysInCommand(io, end),
    renderCommand(io, end),
  ]) {
    program.addCommand(configure(command, io, `kubehop ${command.name()}`));
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return statusOfError(error, io);
  }
}

/** Gives a command, and the commands in it, the manners of all. */
function configure(command: Command, io: Io, name = 'kubehop'): Command {
  for (const inner of command.commands) configure(inner, io, `${name} ${inner.name()}`);
  return command
    .exitOverride()
    .helpOption('-h, --help', 'print help')
    .showHelpAfterError(`See '${name} --help' for usage.`)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
    });
}

/** What a command line parser and wrong use end with; anything else is an error of ours. */
function statusOfError(error: unknown, io: Io): ExitStatus {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitStatus.answered : exitStatus.wrongUse;
  const messages =
    error instanceof WrongUse ? error.messages : error instanceof RequestError ? [error.message] : [];
  if (messages.length === 0) throw error;
  writeErrors(messages, io);
  return exitStatus.wrongUse;
}
