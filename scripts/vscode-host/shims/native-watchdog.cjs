/**
 * Stands in for `@vscode/native-watchdog`, whose native part needs a C++ compiler. It ends an extension host whose
 * editor died; our server runs in a process group that is ended as a whole, so nothing is lost.
 */
'use strict';

exports.start = () => {};
