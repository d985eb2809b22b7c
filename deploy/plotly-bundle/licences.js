// Print the licence of every package in the bundle, from esbuild's list of the files it kept.
const fs = require('fs');
const path = require('path');

const { inputs } = JSON.parse(fs.readFileSync('meta.json')).outputs['plotly.min.js'];
const files = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0);
const packageOf = (file) => file.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
const folders = [...new Set(files.map(packageOf).filter(Boolean))].sort();

for (const folder of folders) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json')));
  const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? fs.readFileSync(path.join(folder, file), 'utf8').trim() : 'No licence file is shipped.';
  console.log(`${name} ${version}: ${license}\n\n${text}\n\n${'-'.repeat(72)}\n`);
}
