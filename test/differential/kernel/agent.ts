// Runs in a network namespace: reads commands, a line of JSON each, and writes what came of them.
import { spawn } from 'node:child_process';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { AgentCommand, Answer, ListeningSocket, Question, Seen } from './agent-command.js';

const open: (Server | UdpSocket)[] = [];
const datagrams = new Map<string, Seen>();

async function listen(sockets: readonly ListeningSocket[]): Promise<null> {
  await Promise.all(open.splice(0).map(closed));
  datagrams.clear();
  open.push(...(await Promise.all(sockets.map(opened))));
  return null;
}

async function closed(socket: Server | UdpSocket): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.close(() => {
      resolve();
    });
  });
}

async function opened({ protocol, address, port, name }: ListeningSocket): Promise<Server | UdpSocket> {
  return new Promise((resolve, reject) => {
    if (protocol === 'TCP') {
      const server = createServer((socket) => {
        socket.on('error', () => socket.destroy());
        socket.end(JSON.stringify({ by: name, source: socket.remoteAddress }));
      });
      server.once('error', reject).listen({ host: address, port, backlog: 1024 }, () => {
        resolve(server);
      });
      return;
    }
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.on('message', (message, { address: source, port: sourcePort }) => {
      const token = message.toString();
      datagrams.set(token, { token, by: name, source });
      socket.send(JSON.stringify({ by: name, source }), sourcePort, source, () => undefined);
    });
    socket.once('error', reject).bind({ address, port }, () => {
      socket.off('error', reject).on('error', () => undefined);
      resolve(socket);
    });
  });
}

async function ask(question: Question): Promise<Answer> {
  return question.protocol === 'TCP' ? askOverTcp(question) : askOverUdp(question);
}

function answered(text: string): Answer {
  return { kind: 'answered', ...(JSON.parse(text) as { by: string; source: string }) };
}

async function askOverTcp({ from, fromPort, to, toPort, patience }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: to,
      port: toPort,
      localPort: fromPort,
      ...(from === undefined ? {} : { localAddress: from }),
    });
    const finish = (answer: Answer): void => {
      clearTimeout(timer);
      // Without a reset the port would stay in use for a minute. A reset waits for the connection, and until then the
      // kernel goes on trying, in later worlds too.
      if (socket.connecting) socket.destroy();
      else socket.resetAndDestroy();
      resolve(answer);
    };
    const timer = setTimeout(() => {
      finish({ kind: 'silence' });
    }, patience);
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.endsWith('}')) finish(answered(text));
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.code === 'ECONNREFUSED') resolve({ kind: 'refused' });
      else reject(error);
    });
  });
}

async function askOverUdp({ from, fromPort, to, toPort, token, patience }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(to.includes(':') ? 'udp6' : 'udp4');
    const finish = (answer: Answer): void => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => {
      finish({ kind: 'silence' });
    }, patience);
    const failed = (error: NodeJS.ErrnoException | null): void => {
      if (error === null) return;
      if (error.code === 'ECONNREFUSED') finish({ kind: 'refused' });
      else if (error.code === 'EPERM') finish({ kind: 'not-sent' });
      else reject(error);
    };
    socket.on('error', failed).on('message', (message) => {
      finish(answered(message.toString()));
    });
    socket.bind({ port: fromPort, ...(from === undefined ? {} : { address: from }) }, () => {
      socket.connect(toPort, to, () => {
        socket.send(token, failed);
      });
    });
  });
}

function seen(tokens: readonly string[]): readonly Seen[] {
  return tokens.flatMap((token) => datagrams.get(token) ?? []);
}

async function run(program: string, args: readonly string[], input: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args);
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject).once('close', (status) => {
      resolve({ status, output });
    });
    // A program may end without reading.
    child.stdin.on('error', () => undefined).end(input);
  });
}

/** Writes kernel settings; `*` stands for every interface, and what this kernel does not have is left out. */
function write(value: string, files: readonly string[]): null {
  for (const file of files) {
    const [folder = '', setting] = file.split('*');
    const paths = setting === undefined ? [file] : readdirSync(folder).map((name) => folder + name + setting);
    for (const path of paths) if (existsSync(path)) writeFileSync(path, value);
  }
  return null;
}

async function obey(command: AgentCommand): Promise<unknown> {
  switch (command.do) {
    case 'listen':
      return listen(command.sockets);
    case 'ask':
      return ask(command);
    case 'seen':
      return seen(command.tokens);
    case 'run':
      return run(command.program, command.args, command.input);
    case 'write':
      return write(command.value, command.files);
    default:
      return command satisfies never;
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, command } = JSON.parse(line) as { id: number; command: AgentCommand };
    obey(command).then(
      (reply) => process.stdout.write(`${JSON.stringify({ id, reply })}\n`),
      (error: unknown) => process.stdout.write(`${JSON.stringify({ id, error: String(error) })}\n`),
    );
  })
  .on('close', () => process.exit(0));
