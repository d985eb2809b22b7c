#!/bin/sh
# Rebuild the vendored Plotly files in static/vendor. Needs Node 20 or later and npm.
set -eu

recipe=$(cd "$(dirname "$0")" && pwd)
vendor=$(cd "$recipe/../../static/vendor" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$recipe/package.json" "$recipe/package-lock.json" "$recipe/entry.js" "$recipe/licences.js" "$work"
cd "$work"
npm ci --ignore-scripts --no-audit --no-fund
node node_modules/esbuild/install.js

# registry.js asks for the map style sheet even without a map trace: --loader:.css=empty drops it.
node_modules/.bin/esbuild entry.js --outfile=plotly.min.js --metafile=meta.json --bundle --minify \
  --format=iife --global-name=Plotly --target=es2016 --legal-comments=none \
  --loader:.css=empty \
  --define:global=window --define:process.env.NODE_DEBUG=false \
  '--banner:js=/* plotly.js 4.1.1, MIT licence: plotly.LICENSE.txt */'

cp plotly.min.js "$vendor/plotly-4.1.1.min.js"
cp node_modules/plotly.js/dist/plotly.css "$vendor/plotly-4.1.1.css"
node licences.js > "$vendor/plotly.LICENSE.txt"
cd "$vendor"
sha256sum plotly-4.1.1.min.js plotly-4.1.1.css plotly.LICENSE.txt
