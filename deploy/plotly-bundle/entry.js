// The traces our figures use; lib/core brings layout, axes, legend and the mode bar.
const Plotly = require('plotly.js/lib/core');

Plotly.register([
  require('plotly.js/lib/scatter'),
  require('plotly.js/lib/bar'),
  require('plotly.js/lib/heatmap'),
  require('plotly.js/lib/scatterpolar'),
  require('plotly.js/lib/scatterternary'),
]);

module.exports = Plotly;
