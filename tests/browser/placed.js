// Opens the card of every mention at three heights of the window and tells what is wrong with its place.
(how) => {
    const faults = [], card = document.getElementById('card');
    for (const [index, mention] of [...document.querySelectorAll('a.mention[aria-details]')].entries()) {
        for (const part of [0.15, 0.5, 0.85]) {
            const at = mention.getBoundingClientRect();
            window.scrollTo({top: at.top + scrollY - innerHeight * part, behavior: 'instant'});
            if (how === 'touch') {
                mention.dispatchEvent(new PointerEvent('pointerdown', {pointerType: 'touch', bubbles: true}));
                mention.dispatchEvent(
                    new PointerEvent('click', {pointerType: 'touch', bubbles: true, cancelable: true}));
            } else {
                mention.focus({preventScroll: true});
                mention.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', altKey: true, bubbles: true}));
            }
            const box = card.getBoundingClientRect(), pieces = [...mention.getClientRects()];
            if (!card.matches(':popover-open')) faults.push([index, part, 'is shut']);
            if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight + .5)
                faults.push([index, part, 'is outside', JSON.stringify(box)]);
            if (pieces.some(r => r.left < box.right && box.left < r.right && r.top < box.bottom && box.top < r.bottom))
                faults.push([index, part, 'covers its mention']);
            if (how === 'touch' && !(box.left === 0 && box.width === innerWidth && box.height <= innerHeight * .65))
                faults.push([index, part, 'is no sheet', box.left, box.width, box.height]);
            mention.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
            if (card.matches(':popover-open')) faults.push([index, part, 'stays open']);
        }
    }
    return faults;
}
