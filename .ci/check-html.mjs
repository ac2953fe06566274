// Called by check-formats: opens the HTML report in headless Chromium and uses it as a reader would: without script, then
// with its filters. Anything that the page loads, any breach of its policy and any error of its script fails.
//   node check-html.mjs REPORT.html
// It speaks the DevTools protocol over a pipe, so that it needs no package.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const profile = mkdtempSync(join(tmpdir(), 'check-html-'));
const browser = spawn('chromium', ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
  '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'],
{ stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });

let next = 0;
let rest = '';
const waiting = new Map();
const events = [];
browser.stdio[4].setEncoding('utf8').on('data', (text) => {
  const messages = (rest + text).split('\0');
  rest = messages.pop();
  for (const message of messages.map((each) => JSON.parse(each))) {
    if (message.id === undefined) {
      events.push(message);
    } else {
      const { done, failed } = waiting.get(message.id);
      message.error ? failed(new Error(message.error.message)) : done(message.result);
    }
  }
});

function call(method, params = {}, sessionId = undefined) {
  return new Promise((done, failed) => {
    waiting.set(++next, { done, failed });
    browser.stdio[3].write(JSON.stringify({ id: next, method, params, sessionId }) + '\0');
  });
}

async function until(condition, what) {
  for (let i = 0; i < 600; ++i) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`not within half a minute: ${what}`);
}

const url = pathToFileURL(resolve(process.argv[2])).href;

async function open(script, dark) {
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const page = (method, params) => call(method, params, sessionId);
  for (const domain of ['Page', 'Runtime', 'Log', 'Network', 'Audits']) await page(`${domain}.enable`);
  await page('Emulation.setScriptExecutionDisabled', { value: !script });
  await page('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
  await page('Page.navigate', { url });
  await until(() => events.some((event) => event.sessionId === sessionId && event.method === 'Page.loadEventFired'), 'load');
  return {
    page,
    // Debuggers may evaluate what the page's policy forbids, and where its script is off.
    async value(expression) {
      const { result, exceptionDetails } = await page('Runtime.evaluate', { expression, returnByValue: true });
      if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
      return result.value;
    },
  };
}

const shown = '[...document.querySelectorAll(".finding")].filter((each) => !each.hidden).length';

async function check() {
  const plain = await open(false, false);
  const all = await plain.value('document.querySelectorAll(".finding").length');
  assert.ok(all > 0, 'no findings in the page');
  assert.equal(await plain.value(shown), all, 'without script every finding is there');
  assert.equal(await plain.value('document.getElementById("filters").hidden'), true, 'filters that do nothing');
  assert.ok(await plain.value('document.querySelectorAll(".chart svg rect").length') > 2, 'charts');
  const light = await plain.value('getComputedStyle(document.body).backgroundColor');

  const { page, value } = await open(true, true);
  assert.notEqual(await value('getComputedStyle(document.body).backgroundColor'), light, 'dark and light differ');
  assert.equal(await value('document.getElementById("filters").hidden'), false, 'the script runs');
  assert.equal(await value(shown), all);

  const choose = (id, choice) => value(`(() => { const field = document.getElementById('${id}'); field.value = ${choice};
    field.dispatchEvent(new Event('input', { bubbles: true })); return field.value; })()`);
  // Typed as a person does.
  const word = await value('document.querySelector(".finding").dataset.rule');
  await value('document.getElementById("text").focus()');
  await page('Input.insertText', { text: word.toUpperCase() });
  const found = await value(shown);
  assert.ok(found > 0 && found <= all, 'search finds');
  await page('Input.insertText', { text: ' no-such-word-anywhere' });
  assert.equal(await value(shown), 0, 'search leaves out');
  assert.equal(await value('[...document.querySelectorAll("details.file")].every((each) => each.hidden)'), true);
  await choose('text', '""');
  assert.equal(await value(shown), all);

  const rule = await choose('by-rule', 'document.getElementById("by-rule").options[1].value');
  assert.equal(await value(shown), await value(`document.querySelectorAll('.finding[data-rule="${rule}"]').length`));
  await choose('by-rule', '""');
  const folder = await choose('by-folder', '[...document.getElementById("by-folder").options].at(-1).value');
  assert.ok(folder !== '' && await value(shown) > 0 && await value(shown) <= all, 'folder');
  await choose('by-folder', '""');

  const severity = await value('document.querySelector(".finding").dataset.severity');
  const box = `document.querySelector('#filters input[value="${severity}"]')`;
  await value(`${box}.click()`);
  assert.equal(await value(shown), await value(`document.querySelectorAll('.finding:not([data-severity="${severity}"])').length`));
  await value(`${box}.click()`);

  // A link of the list by rule opens the file that it leads to.
  await value('document.querySelectorAll("details").forEach((each) => { each.open = false; })');
  const target = await value('document.querySelector(".places li").dataset.finding');
  await value('document.querySelector(".places a").click()');
  await until(() => value(`document.getElementById('${target}').closest('details').open`), 'a link opens its file');

  for (const { method, params } of events) {
    assert.notEqual(method, 'Runtime.exceptionThrown', JSON.stringify(params));
    assert.notEqual(method, 'Audits.issueAdded', JSON.stringify(params));
    if (method === 'Log.entryAdded') assert.notEqual(params.entry.level, 'error', JSON.stringify(params));
    if (method === 'Network.requestWillBeSent') assert.equal(params.request.url.split('#')[0], url, 'the page loads something');
  }
  console.log(`check-html: ${all} findings, fine`);
}

try {
  await check();
} finally {
  browser.kill();
  await new Promise((done) => browser.on('exit', done));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
