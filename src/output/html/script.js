// The filters of the page. Without this script everything is shown.
'use strict';
const filters = document.getElementById('filters');
const findings = [...document.querySelectorAll('.finding')];
const places = [...document.querySelectorAll('.places li')];
const shownCount = document.getElementById('shown');
const fields = {
  text: document.getElementById('text'),
  rule: document.getElementById('by-rule'),
  folder: document.getElementById('by-folder'),
};
const severities = [...document.querySelectorAll('#filters input[type=checkbox]')];
const textOf = new Map(findings.map((finding) => [finding, finding.textContent.toLowerCase()]));

function apply() {
  const wanted = new Set(severities.filter((box) => box.checked).map((box) => box.value));
  const words = fields.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const rule = fields.rule.value;
  const folder = fields.folder.value;
  let shown = 0;
  for (const finding of findings) {
    const data = finding.dataset;
    const path = finding.closest('.file').dataset.path;
    const inFolder = folder === '' || (folder === '.' ? !path.includes('/') : path.startsWith(folder + '/'));
    const text = textOf.get(finding);
    const lowerPath = path.toLowerCase();
    const visible = wanted.has(data.severity) && (rule === '' || data.rule === rule) && inFolder &&
      words.every((word) => text.includes(word) || lowerPath.includes(word));
    finding.hidden = !visible;
    if (visible) shown += 1;
  }
  for (const place of places) {
    place.hidden = document.getElementById(place.dataset.finding).hidden;
  }
  for (const group of document.querySelectorAll('details.file')) {
    group.hidden = !group.querySelector('.finding:not([hidden])');
  }
  for (const group of document.querySelectorAll('details.rule')) {
    group.hidden = !group.querySelector('li:not([hidden])');
  }
  shownCount.textContent = `${shown} of ${findings.length} shown`;
}

// A link to a finding opens the file that folds it.
function reveal() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const file = target && target.closest('details');
  if (!file) return;
  file.open = true;
  target.scrollIntoView();
}

filters.hidden = false;
filters.addEventListener('input', apply);
filters.addEventListener('submit', (event) => event.preventDefault());
window.addEventListener('hashchange', reveal);
apply();
reveal();
