import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { transformSync } from 'esbuild';
import type { AgentCommand, AgentReplies } from './agent-command.js';

/** An agent at work in a network namespace. */
export interface Agent {
  tell<Name extends AgentCommand['do']>(
    command: Extract<AgentCommand, { do: Name }>,
  ): Promise<AgentReplies[Name]>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (reply: never) => void;
  readonly reject: (error: Error) => void;
}

let program: string | undefined;

/** Agents run without a build. */
function agentProgram(): string {
  program ??= transformSync(readFileSync(new URL('agent.ts', import.meta.url), 'utf8'), {
    loader: 'ts',
    format: 'esm',
  }).code;
  return program;
}

/** Starts an agent in a network namespace. */
export function startAgent(namespace: string): Agent {
  const child = spawn(
    'ip',
    ['netns', 'exec', namespace, process.execPath, '--input-type=module', '--eval', agentProgram()],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let isStopped = false;
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      isStopped = true;
      for (const { reject } of waiting.values()) reject(new Error(`the agent in ${namespace} ended`));
      resolve();
    });
  });
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, reply, error } = JSON.parse(line) as { id: number; reply: never; error?: string };
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(reply);
    else call?.reject(new Error(`${namespace}: ${error}`));
  });
  return {
    tell: async (command) =>
      new Promise((resolve, reject) => {
        if (isStopped) reject(new Error(`the agent in ${namespace} has ended`));
        last += 1;
        waiting.set(last, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id: last, command })}\n`);
      }),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
