"""A person without a mouse: whatever is used is reached by Tab and used by the keys made for it."""

from typing import Any

import pytest
from playwright.sync_api import ElementHandle, Locator, expect

FAR = 200
# So long a text is pasted.
LONG = 60
MOMENT_MS = 20
# What stands around a word or a picture and takes the keys for it.
CONTROL = """element => element.closest(
    'a[href], button, input, select, textarea, summary, [role=option], [tabindex]'
) ?? element"""
KIND = """element => {
    const typed = /^(text|email|password|search|number|url|tel|textarea)$/.test(element.type);
    if (typed) return 'text';
    return element.getAttribute('role') ?? element.type;
}"""
# Each says where the focus is, seen from an element: there, or by which key it comes nearer.
BY_TAB = """element => {
    const here = document.activeElement;
    const group = element.type === 'radio' && element.name;
    if (here === element || (group && here.type === 'radio' && here.name === group)) return 'there';
    const follows = element.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
    return follows ? 'Shift+Tab' : 'Tab';
}"""
IN_MENU = """item => {
    const here = document.activeElement;
    if (here === item) return 'there';
    return here.closest('[role=menu]') ? 'ArrowDown' : 'wait';
}"""
AMONG_RADIOS = """radio => {
    const here = document.activeElement;
    if (here === radio) return 'there';
    const follows = radio.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
    return follows ? 'ArrowUp' : 'ArrowDown';
}"""
# The field of a list keeps the focus and names the one that is chosen.
IN_LIST = """option => {
    const id = document.activeElement.getAttribute('aria-activedescendant');
    const chosen = id && document.getElementById(id);
    if (chosen === option) return 'there';
    const below = chosen
        && option.compareDocumentPosition(chosen) & Node.DOCUMENT_POSITION_FOLLOWING;
    return below ? 'ArrowUp' : 'ArrowDown';
}"""
# A line around it or around the card it opens, the caret of a text, or what Material draws itself.
SHOWS_FOCUS = """element => {
    if (element.matches('input:not([type=checkbox], [type=radio]), textarea')) return true;
    if (element.closest('mat-checkbox, mat-radio-button, mat-slide-toggle')) return true;
    for (let one = element; one; one = one.parentElement) {
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        if (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) return true;
        if (one.matches('.cdk-keyboard-focused, .mat-focused')) return true;
    }
    return false;
}"""

put = Locator.fill


def walk(target: Locator, way: str) -> ElementHandle:
    """Press what leads there until one is there."""
    expect(target).to_be_visible()
    expect(target).to_be_enabled()
    element = control_of(target)
    turns, last = 0, ""
    for _ in range(FAR):
        if not element.evaluate("element => element.isConnected"):
            element = control_of(target)
        key = element.evaluate(way)
        if key == "there":
            return element
        if key == "wait":
            target.page.wait_for_timeout(MOMENT_MS)
            continue
        turns += last not in ("", key)
        if turns > 2:
            break
        target.page.keyboard.press(key)
        last = key
    raise AssertionError(f"The keyboard does not lead to {target}.")


def control_of(target: Locator) -> ElementHandle:
    element = target.evaluate_handle(CONTROL).as_element()
    assert element
    return element


def reach(target: Locator) -> ElementHandle:
    """Go there by Tab; it shows that it has the focus."""
    element = walk(target, BY_TAB)
    assert element.evaluate(SHOWS_FOCUS), f"Nobody sees that {target} has the focus."
    return element


def click(target: Locator, **_: Any) -> None:
    """Use it, whatever it is."""
    expect(target).to_be_visible()
    kind = str(control_of(target).evaluate(KIND))
    if kind == "radio":
        check(target)
    elif kind == "option":
        option = walk(target, IN_LIST)
        target.page.keyboard.press("Enter")
        # The next list may hold the same words, so this one has to be closed before.
        option.wait_for_element_state("hidden")
    elif kind.startswith("menuitem"):
        walk(target, IN_MENU).press("Enter")
    elif kind == "text":
        reach(target)
    else:
        reach(target).press("Space" if kind in ("checkbox", "switch") else "Enter")


def check(target: Locator, **_: Any) -> None:
    """Choose a radio button by the arrows, tick a box by the space bar."""
    if target.is_checked():
        return
    element = reach(target)
    if element.evaluate(KIND) == "radio":
        element = walk(target, AMONG_RADIOS)
    if not target.is_checked():
        element.press("Space")
    expect(target).to_be_checked()


def uncheck(target: Locator, **_: Any) -> None:
    if target.is_checked():
        reach(target).press("Space")
    expect(target).not_to_be_checked()


def fill(target: Locator, value: str, **_: Any) -> None:
    """Type over what a field holds; long texts, and those of several lines, are pasted."""
    element = reach(target)
    if element.evaluate(KIND) != "text":
        put(target, value)  # a field for a date: its parts are in another order in each country
        return
    keyboard = target.page.keyboard
    keyboard.press("Control+a")
    if not value:
        keyboard.press("Delete")
    elif len(value) > LONG or "\n" in value:
        keyboard.insert_text(value)
    else:
        keyboard.type(value)


def press(target: Locator, key: str, **_: Any) -> None:
    reach(target).press(key)


def focus(target: Locator, **_: Any) -> None:
    reach(target)


def take_the_mouse_away(patch: pytest.MonkeyPatch) -> None:
    """From now on everything that a story does to a page is done by keys."""
    for name, act in {
        "click": click,
        "tap": click,
        "check": check,
        "uncheck": uncheck,
        "fill": fill,
        "press": press,
        "focus": focus,
    }.items():
        patch.setattr(Locator, name, act)
