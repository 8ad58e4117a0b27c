// Walks the README's tour against a gateway that `make run` has just started: every command of a ```console block is
// run, and what it prints has to be what the README shows, but for what differs from run to run.
// With --write the README shows what was printed.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'README.md';
const env = {
  ...process.env,
  A: 'Authorization: Bearer demo-vision-autoscaler',
  J: 'Content-Type: application/json',
};

const changing = [
  [/\b01[0-9a-z]{24}\b/g, '<id>'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uuid>'],
  [/(Policy-Revision: )[0-9a-f]{12}/g, '$1<revision>'],
  [/r=\d+;t=\d+/g, 'r=<n>;t=<n>'],
];
const lasting = text => changing.reduce((rest, [pattern, mask]) => rest.replace(pattern, mask), text);

function run(command) {
  return execFileSync('bash', ['-o', 'pipefail', '-c', command], { env, encoding: 'utf8' }).replaceAll('\r', '').trimEnd();
}

let differing = 0;
let steps = 0;
const walked = readFileSync(file, 'utf8').replace(/^```console\n\$ (.*)\n([^]*?)^```$/gm, (block, command, shown) => {
  steps++;
  const printed = run(command);
  if (lasting(printed) === lasting(shown.trimEnd())) return block;
  differing++;
  console.log(`$ ${command}\n--- the README shows\n${shown.trimEnd()}\n--- printed\n${printed}\n`);
  return '```console\n$ ' + command + '\n' + printed + '\n```';
});

if (process.argv.includes('--write')) {
  writeFileSync(file, walked);
} else if (differing > 0 || steps === 0) {
  console.log(`${differing} of ${steps} commands print something else than the README shows.`);
  process.exit(1);
}
console.log(`The README's tour: ${steps} commands.`);
