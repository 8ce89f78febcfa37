"""Does what a user does in transmission-remote-gtk, by the names of its menus, buttons and fields, and prints what its
window shows after each step as a line of JSON: what a screen reader would read."""
import json
import os
import subprocess
import sys
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

PORT, TORRENT_FILE, MAGNET, CONTENT, OTHER_FOLDER, HOME = sys.argv[1:]
PATIENCE = 30


def say(step, value):
    print(json.dumps({'step': step, 'value': value}), flush=True)


def until(what, look):
    """The first value of look that is true; what is gone meanwhile is looked for again."""
    deadline = time.monotonic() + PATIENCE
    problem = None
    while time.monotonic() < deadline:
        try:
            value = look()
            if value:
                return value
        except (gi.repository.GLib.Error, AttributeError, KeyError, TypeError, ValueError) as gone:
            problem = gone
        time.sleep(0.05)
    raise SystemExit(f'not in time: {what}; {problem}; it shows:\n{outline(application())}')


def application():
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(i)
        if child and 'transmission-remote' in (child.get_name() or ''):
            return child
    return None


def outline(node, depth=0):
    if node is None or depth > 14:
        return ''
    line = '  ' * depth + f'{node.get_role_name()} {node.get_name()!r}\n'
    return line + ''.join(outline(child, depth + 1) for child in children(node))


def children(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child:
            yield child


def within(node):
    yield node
    if node.get_role_name() not in ('table', 'tree table'):
        for child in children(node):
            yield from within(child)


def all_of(node, role):
    return [one for one in within(node) if one.get_role_name() == role]


def named(node, role, name):
    return next((one for one in within(node) if one.get_role_name() == role and one.get_name() == name), None)


def window(*titles):
    for child in children(application()):
        if any(title in (child.get_name() or '') for title in titles) or child.get_role_name() in titles:
            return child
    return None


def is_enabled(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def is_showing(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING) and node.get_extents(Atspi.CoordType.SCREEN).width > 0


def press(node):
    """Calls the first action, once it can be."""
    until('enabled: ' + node.get_name(), lambda: is_enabled(node))
    node.do_action(0)


def menu(*names):
    """Chooses an item of the menu bar."""
    item = window('frame')
    for name in names:
        role = 'menu' if name != names[-1] else 'menu item'
        parent = item
        item = until('menu ' + name, lambda: named(parent, role, name))
    press(item)


def button(dialog, name):
    """Clicks it: an action would not return before what the button does, such as a dialog that it opens, is over."""
    node = until('button ' + name, lambda: named(dialog, 'push button', name))
    until('enabled: ' + name, lambda: is_enabled(node) and is_showing(node))
    click(node)


def closed(*titles):
    until('closed: ' + str(titles), lambda: window(*titles) is None)


def text(cell):
    return cell.get_name() or ' '.join(filter(None, (text(child) for child in children(cell))))


def columns(table):
    return [table.get_column_header(i).get_name() for i in range(table.get_n_columns())]


def table_with(node, column):
    return next(
        (one for role in ('table', 'tree table') for one in all_of(node, role) if column in columns(one)), None)


def cell(table, row, column):
    return table.get_accessible_at(row, columns(table).index(column))


def torrents():
    """Names and states in its list."""
    table = table_with(window('frame'), 'Status')
    return {
        text(cell(table, row, 'Name')): text(cell(table, row, 'Status'))
        for row in range(table.get_n_rows())
    }


def select(name):
    """Selects a torrent alone."""
    def look():
        table = table_with(window('frame'), 'Status')
        for row in range(table.get_n_rows()):
            is_meant = text(cell(table, row, 'Name')) == name
            if is_meant != table.is_row_selected(row):
                (table.add_row_selection if is_meant else table.remove_row_selection)(row)
                return False  # is it now?
        return name in torrents()

    until('selected: ' + name, look)


def until_state(name, *states):
    """What the list shows of a torrent once it is one of these."""
    return until(f'{name}: {states}', lambda: torrents().get(name) in states and torrents()[name])


def panel(label):
    """What the panel about the selected torrent shows beside a label."""
    labels = [one.get_name() for one in all_of(window('frame'), 'label')]
    return labels[labels.index(label + ':') - 1]  # the value comes before what it is


def files():
    """Names, whether they are wanted, and priorities, as the tree of files shows them."""
    table = table_with(window('frame'), 'Download')
    shown = {}
    for row in range(table.get_n_rows()):
        checked = cell(table, row, 'Download').get_state_set().contains(Atspi.StateType.CHECKED)
        shown[text(cell(table, row, 'Name'))] = [checked, text(cell(table, row, 'Priority'))]
    return shown


def file_cell(name, column):
    table = table_with(window('frame'), 'Download')
    for row in range(table.get_n_rows()):
        if text(cell(table, row, 'Name')) == name and is_showing(cell(table, row, column)):
            return cell(table, row, column)
    return None


def click(node):
    box = node.get_extents(Atspi.CoordType.SCREEN)
    Atspi.generate_mouse_event(box.x + box.width // 2, box.y + box.height // 2, 'b1c')


def main():
    folder = os.path.join(HOME, 'transmission-remote-gtk')
    os.makedirs(folder)
    with open(os.path.join(folder, 'config.json'), 'w') as config:
        json.dump({
            'profile-id': 0,
            'profiles': [{
                'profile-name': 'judged', 'hostname': '127.0.0.1', 'port': int(PORT), 'username': 'admin',
                'password': 'admin', 'auto-connect': True, 'update-interval': 1, 'session-update-interval': 1,
            }],
            'style': 1, 'show-notebook': True, 'show-graph': False, 'show-state-selector': False,
            'add-options-dialog': True, 'window-width': 1200, 'window-height': 750, 'notebook-paned-pos': 250,
        }, config)
    until('the registry', lambda: Atspi.get_desktop(0).get_child_count() >= 0)  # programs ask for it when they start
    client = subprocess.Popen(['transmission-remote-gtk', TORRENT_FILE])
    try:
        steps()
    finally:
        client.kill()
        client.wait()


def steps():
    until('a window', lambda: application() and window('frame'))
    dialog = until('the dialog for a file', lambda: window('Add Torrent'))
    button(dialog, 'Open')
    closed('Add Torrent')
    say('added', until_state('content', 'Seeding'))

    menu('File', 'Add from URL')
    dialog = until('the dialog for a URL', lambda: window('Add torrent from URL'))
    fill(all_of(dialog, 'text')[0], MAGNET)
    button(dialog, 'Add')
    button(until('the warning that DHT is off', lambda: window('Warning')), 'OK')
    closed('Warning', 'Add torrent from URL')
    until('magnet', lambda: 'linked' in torrents())
    say('listed', sorted(torrents()))

    select('content')
    button(window('frame'), 'Pause')
    say('stopped', until_state('content', 'Paused'))
    with open(os.path.join(CONTENT, 'sub', 'b.txt'), 'r+b') as file:
        right = file.read()
        file.seek(0)
        file.write(bytes(len(right)))
    menu('Torrent', 'Verify')
    until('the damage is seen', lambda: float(panel('Completed').rstrip('%')) < 100)
    say('damaged', torrents()['content'])
    with open(os.path.join(CONTENT, 'sub', 'b.txt'), 'r+b') as file:
        file.write(right)
    menu('Torrent', 'Verify')
    until('whole again', lambda: panel('Completed').startswith('100'))
    say('verified', panel('Completed'))
    button(window('frame'), 'Resume')
    say('started', until_state('content', 'Seeding'))

    limits(70)
    say('limit', until('the limit is shown', lambda: (shown := limits(None))[0] and shown))

    preferences(30)
    say('preferences', until('the preferences are shown', lambda: (shown := preferences(None))[0] and shown))

    page(until('the tab of files', lambda: named(window('frame'), 'page tab', 'Files')))
    until('files', lambda: len(files()) == 4)
    click(until('b.txt', lambda: file_cell('b.txt', 'Download')))
    say('files', until('b.txt is skipped', lambda: not files()['b.txt'][0] and files()))

    menu('Torrent', 'Move')
    dialog = until('the dialog for a folder', lambda: window('Move content'))
    fill(all_of(dialog, 'text')[0], OTHER_FOLDER)
    button(dialog, 'Move')
    closed('Move content')
    until('moved', lambda: panel('Location') == OTHER_FOLDER)
    say('moved', panel('Location'))

    until('the session was looked at', lambda: os.path.exists(os.path.join(HOME, 'looked')))
    button(window('frame'), 'Remove and delete data')
    button(until('a question', lambda: window('Question')), 'Delete')
    closed('Question')
    until('removed', lambda: 'content' not in torrents())
    say('left', sorted(torrents()))


def fill(entry, value):
    entry.set_text_contents(value)
    until('filled', lambda: entry.get_text(0, -1) == value)


def page(tab):
    tabs = tab.get_parent()
    tabs.select_child(tab.get_index_in_parent())


def limits(kilobytes):
    """Sets the limit of the selected torrent, or tells what it is."""
    button(window('frame'), 'Properties')
    # fields are listed from the last to the first, and after that for the limit comes the position in the queue
    return limit('content', 'Limit download speed (KiB/s)', lambda dialog: all_of(dialog, 'spin button')[-2], kilobytes)


def preferences(kilobytes):
    """Sets the limit of the session, or tells what it is."""
    button(window('frame'), 'Remote Preferences')
    name = 'Down Limit (KiB/s)'
    return limit('Remote Preferences', name, lambda dialog: before(dialog, 'spin button', name), kilobytes)


def before(node, role, name):
    """The last of that role before what has that name."""
    last = None
    for one in within(node):
        if one.get_name() == name:
            return last
        if one.get_role_name() == role:
            last = one
    return None


def limit(title, name, spin, kilobytes):
    dialog = until(title, lambda: window(title))
    box = until(name, lambda: named(dialog, 'check box', name))
    field = until('a field', lambda: spin(dialog))
    shown = [box.get_state_set().contains(Atspi.StateType.CHECKED), field.get_current_value()]
    if kilobytes:
        press(box)
        until('set', lambda: field.set_current_value(kilobytes) and field.get_current_value() == kilobytes)
    button(dialog, 'OK' if kilobytes else 'Close')
    closed(title)
    return shown


if __name__ == '__main__':
    main()
