-- Runs inside Neovim: its own client, configured as docs/editors.md says, works through two documents as a person would.
-- Prints what that person would see; run.mjs compares it with transcript.txt. PROJECT is the folder of the documents.
local project = vim.env.PROJECT

local function say(...)
  io.stdout:write(string.format(...) .. '\n')
end

local function wait(what, condition)
  if not vim.wait(20000, condition, 10) then
    error('waited in vain for ' .. what, 2)
  end
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

-- The text of the buffer, with `$` where a line ends in blanks.
local function show(title)
  say('%s', title)
  for _, line in ipairs(lines()) do
    say('  |%s', (line:gsub('(%s)$', '%1$')))
  end
end

-- Puts the cursor on a word of the buffer.
local function go(word)
  for row, line in ipairs(lines()) do
    local at = line:find(word, 1, true)
    if at then
      return vim.api.nvim_win_set_cursor(0, { row, at - 1 })
    end
  end
  error('no ' .. word .. ' in the buffer', 2)
end

local function keys(text, mode)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(text, true, false, true), mode, false)
end

-- What Neovim shows as errors.
local function errors()
  return vim.tbl_map(function(found)
    local text = vim.api.nvim_buf_get_text(0, found.lnum, found.col, found.end_lnum, found.end_col, {})
    return string.format('%s at "%s": %s', found.code, table.concat(text, ' '), found.message:match('^[^;]*'))
  end, vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }))
end

local function open(name)
  vim.cmd('edit ' .. vim.fn.fnameescape(project .. '/' .. name))
  wait('diagnostics of ' .. name, function()
    return #vim.diagnostic.get(0) > 0
  end)
end

local steps = {}

function steps.errors()
  open('mlops-canvas.yaml')
  say('errors')
  for _, sight in ipairs(errors()) do
    say('  %s', sight)
  end
end

function steps.hover()
  go('user_goal')
  vim.lsp.buf.hover()
  local function float()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return window
      end
    end
  end
  wait('the hover', float)
  say('hover')
  for _, line in ipairs(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float()), 2, 3, false)) do
    say('  |%s', line)
  end
  vim.api.nvim_win_close(float(), true)
end

function steps.completion()
  go('# Asked')
  local row = vim.api.nvim_win_get_cursor(0)[1]
  vim.api.nvim_buf_set_lines(0, row - 1, row, true, { '    p' })
  -- Insert mode waits for keys: a timer looks for the menu, reads it, and accepts its second entry.
  local timer = vim.loop.new_timer()
  timer:start(0, 10, vim.schedule_wrap(function()
    if vim.fn.pumvisible() == 0 then
      return
    end
    timer:stop()
    say('completions of p')
    for index, item in ipairs(vim.fn.complete_info({ 'items' }).items) do
      say('  %d %s', index, item.abbr)
    end
    keys('<C-n><C-y><Esc>', 'n')
  end))
  keys('A<C-x><C-o>', 'x!')
  show('the second completion accepted')
end

function steps.codeAction()
  go('value_proposition')
  local offered
  vim.ui.select = function(items, options, choose)
    offered = vim.tbl_map(options.format_item, items)
    choose(items[1], 1)
  end
  local before = vim.api.nvim_buf_get_changedtick(0)
  vim.lsp.buf.code_action()
  wait('the code action', function()
    return vim.api.nvim_buf_get_changedtick(0) > before
  end)
  say('first code action')
  say('  %s', offered[1])
  show('the code action applied')
end

function steps.formatting()
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 20000 })
  else
    vim.lsp.buf.formatting_sync({}, 20000)
  end
  show('the document formatted')
end

function steps.rename()
  vim.cmd('silent write')
  open('crisp-ml.yaml')
  go('R-1]')
  vim.lsp.buf.rename('R-lost')
  wait('the rename', function()
    return lines()[12]:find('R-lost', 1, true)
  end)
  show('the risk renamed')
end

local ok, message = xpcall(function()
  for _, step in ipairs({ 'errors', 'hover', 'completion', 'codeAction', 'formatting', 'rename' }) do
    steps[step]()
  end
end, debug.traceback)
if not ok then
  io.stderr:write(message .. '\n')
end
vim.cmd(ok and 'qall!' or 'cquit!')
