"""What is lawful but suspicious in costs to achieve, investments and the revolving fund."""

from mtfp.codes.entry import Entry

INVESTMENT_DOUBTS = (
    Entry(
        "W191",
        "Costs that capital receipts may not pay",
        "Capital receipts may pay for one-off costs that save for good only in the years that "
        "government's direction covers, and only once they are in hand. Sales under the right to "
        "buy never count. What receipts may not pay stays in the gap.",
        "Compare receipts_expected with what is asked, or name the pack england-statute, which "
        "knows the years; otherwise let revenue or a reserve pay.",
        "funding receipts, £1m, with £0.4m of receipts in hand",
        "funding receipts, £1m, with £1.5m of receipts in hand",
    ),
    Entry(
        "W192",
        "An investment that fails only on what is counted",
        "Its value with optimism bias is below nought, but what may come besides, or what "
        "residents gain, is not in that. To leave it out is not to find that it is worth nothing.",
        "Nothing is wrong with the figures. Show members both, and let them decide.",
        "an investment turned down for a value of (£0.1m), its community benefit not shown",
        "a value of (£0.1m) shown beside what residents gain",
    ),
    Entry(
        "W193",
        "An investment's saving counted twice",
        "What an investment saves is counted by the row of savings that it names. An amount typed "
        "beside it, or a second investment that names the same row, counts it again, and more is "
        "repaid or released than is saved.",
        "Take the typed amounts out, and give each investment a row of savings of its own.",
        "saving T01, and £0.3m typed by year as well",
        "saving T01, and nothing typed by year",
    ),
    Entry(
        "W194",
        "A cost that its reserve does not pay",
        "The cost is in the plan, and the reserve that was to pay for it does not hold it, may not "
        "give it or is not named. What it does not pay stays in the gap.",
        "Name the reserve, fill it up first, or let revenue or capital receipts pay.",
        "funding reserve, £1m from a reserve that holds £0.4m",
        "funding reserve, £1m from a reserve that holds £2m",
    ),
    Entry(
        "W195",
        "Advances that the revolving fund cannot make",
        "The fund lends what it held when the year began. An investment that is not lent what it "
        "asks cannot begin as planned.",
        "Lend less, or later when advances are repaid, or give what the fund starts with.",
        "advances of £1m with revolving_fund_opening £0.6m",
        "advances of £1m with revolving_fund_opening £2m",
    ),
    Entry(
        "W196",
        "An investment that is worth its cost and widens the gap",
        "Over its life it brings more than it costs, but in some year the charge for what is "
        "borrowed is more than it saves, and the budget of that year has to bear it.",
        "Nothing is wrong with the figures. Let it start sooner, borrow over its life, or see "
        "that the year can bear it.",
        "MRP and interest of £0.2m in a year in which it saves nothing yet",
        "MRP and interest of £0.2m in a year in which it saves £0.3m",
    ),
    Entry(
        "W197",
        "A cost to achieve without its saving",
        "It is paid for a saving that the plan does not count, or for none that is named. Reserves "
        "and capital receipts may pay only for what saves for good.",
        "Name the saving. Where a scenario leaves a saving out, switch its costs off too.",
        "a cost for saving T01, which is switched off",
        "a cost for saving T01, which is approved and switched on",
    ),
    Entry(
        "W198",
        "Receipts that schemes use before they are in hand",
        "A capital scheme may be paid for by the proceeds of sales once they have come in. What is "
        "used before is owed to later receipts, and none is left for anything else until then.",
        "Move the scheme or the sale, or let borrowing pay until the receipts are in hand.",
        "opening_receipts £5m, and a scheme that uses £9m in the first year",
        "opening_receipts £5m, and a scheme that uses £5m in the first year",
    ),
)
