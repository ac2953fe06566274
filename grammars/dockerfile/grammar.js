module.exports = grammar({ name: 'dockerfile', rules: { source_file: $ => repeat(/[^\n]+\n?/) } });
