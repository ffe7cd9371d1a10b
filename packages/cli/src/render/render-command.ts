import { Command } from 'commander';
import type { ExitStatus } from '../exit-status.js';
import type { Io } from '../io.js';
import { nginxCommand } from './nginx-command.js';
import { resolvConfCommand } from './resolv-conf-command.js';
import { serviceProxyCommands } from './service-proxy-command.js';

/** `kubehop render`: one command for each thing that is rendered. */
export function renderCommand(io: Io, end: (status: ExitStatus) => void): Command {
  const command = new Command('render')
    .summary('print what a component would be programmed with')
    .description(
      'Prints what a component of the cluster would be programmed with: to read, to compare, to load.',
    )
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', "\nSee 'kubehop render iptables --help' for examples.");
  for (const rendering of [
    ...serviceProxyCommands(io, end),
    nginxCommand(io, end),
    resolvConfCommand(io, end),
  ])
    command.addCommand(rendering);
  return command;
}
