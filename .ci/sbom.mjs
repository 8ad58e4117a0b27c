// Every jar in the package has to be in the list of what it is made of (CycloneDX).
import { readFileSync, readdirSync } from 'node:fs';

const jars = ['main', 'boot'].flatMap(part => readdirSync(`target/quarkus-app/lib/${part}`)).filter(name => name.endsWith('.jar'));
const listed = JSON.parse(readFileSync('target/podgate-sbom.json', 'utf8')).components.map(({ group, name, version, purl }) => {
  const classifier = new URLSearchParams(purl.split('?')[1]).get('classifier');
  return `${group}.${name}-${version}${classifier ? `-${classifier}` : ''}.jar`;
});

const missing = jars.filter(jar => !listed.includes(jar));
console.log(`${jars.length} jars in the package, ${listed.length} in the list`);
if (missing.length || !jars.length) {
  console.log('not in the list:', missing);
  process.exit(1);
}
