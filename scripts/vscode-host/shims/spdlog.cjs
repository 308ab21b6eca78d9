/**
 * Stands in for `@vscode/spdlog`, whose native part needs a C++ compiler: a logger that appends to a file.
 * Without it the editor runs, but its output channels stay empty.
 * The exports are single assignments because VS Code import()s this file and Node must see their names.
 */
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const SHOWN_AS = { warn: 'warning' };

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = LEVELS.indexOf('info');
    this.raw = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.appendFileSync(file, '');
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  clearFormatters() {
    this.raw = true;
  }

  setPattern() {}

  flush() {}

  drop() {}

  write(level, message) {
    if (LEVELS.indexOf(level) < this.level) return;
    const line = this.raw ? message : `${localTime()} [${SHOWN_AS[level] ?? level}] ${message}\n`;
    try {
      fs.appendFileSync(this.file, line);
    } catch {
      // The log folder may be gone while the editor shuts down; a lost line of a log must not stop it.
    }
  }
}

for (const level of LEVELS) {
  Logger.prototype[level] = function (message) {
    this.write(level, message);
  };
}

function localTime() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 23).replace('T', ' ');
}

async function createLogger(name, file) {
  return new Logger('rotating', name, file);
}

exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
