"""Mistakes in registers: their first line, their rows, and what joins one to another."""

from mtfp.codes.entry import Entry

REGISTERS = (
    Entry(
        "E301",
        "The first line does not name the columns",
        "Figures are known by the column that they stand under; without names none of them "
        "can be placed.",
        "Let the first line name the columns, divided by commas, with no title above it. In "
        "Excel, save as `CSV UTF-8 (Comma delimited)`.",
        "id;title;opening;order",
        "id,title,opening,order",
    ),
    Entry(
        "E302",
        "A row has more cells or fewer than the first line",
        "Every cell after the stray comma would stand under the wrong heading: a saving's "
        "start could be read as its amount.",
        "Put text or a figure that holds a comma in double quotes, and give each row as many "
        "cells as the first line has, the empty ones too.",
        "S2,Adult care, pathway,£4m",
        'S2,"Adult care, pathway",£4m',
    ),
    Entry(
        "E303",
        "A column that is not one of the register's, or stands twice",
        "A column that nothing reads is money left out of the plan. Of two with one name, "
        "only one could be used, and nobody would know which.",
        "Correct the heading to one of those that the message lists, or delete the column. "
        "Anything that is only to be remembered can go under `note`.",
        "id,title,recurence",
        "id,title,recurrence",
    ),
    Entry(
        "E304",
        "A column that is needed is missing",
        "Each row would be read as if its figure were nought, or as if nobody had to say "
        "where it came from.",
        "Add the column to the first line and fill it in each row. A register that gives "
        "some years gives them all.",
        "id,2026/27,2027/28,basis",
        "id,2026/27,2027/28,2028/29,basis",
    ),
    Entry(
        "E305",
        "Each row needs an id of its own",
        "Scenarios, reports and explanations know a row by its id alone. If two shared one, "
        "a change meant for one of them would change both.",
        "Give each row an id that no other row has, in any register of the plan; s1 and S1 are "
        "alike.",
        "S1,Shared back office\nS1,Adult care pathway",
        "S1,Shared back office\nS2,Adult care pathway",
    ),
    Entry(
        "E306",
        "An id that cannot be used",
        "Scenarios write `S2.start` for a column of S2, `savings.start` for that of every "
        "saving and `A+B` for two scenarios together, so an id with a full stop, or with the "
        "name of a register or an assumption, could mean two things.",
        "Use letters from A to Z, digits, _ and -, and no name of a register or an assumption. A "
        "space, or a sign with which a formula begins, is none of them.",
        "savings,Shared back office",
        "S1,Shared back office",
    ),
    Entry(
        "E307",
        "A row belongs to nothing that there is",
        "A cost that follows no index would never rise; one that follows the first it can "
        "find would rise by another's rate.",
        "Name one of the ids of the other register, or add a row for it there. For amounts "
        "that follow no index, keep an index called `none` at 0%.",
        "pay,Pay inflation,pay_awrad,£90m",
        "pay,Pay inflation,pay_award,£90m",
    ),
    Entry(
        "E308",
        "A level that says nothing of a year",
        "A level is measured against the base year, so a blank would take back all that the "
        "years before it had reached.",
        "Write the level of that year again, or £0 if it really ends. In a row of changes a "
        "blank is allowed, and means that the figure is not known.",
        "rent,Rent,£1m,£1m,,level",
        "rent,Rent,£1m,£1m,£1m,level",
    ),
    Entry(
        "E309",
        "A person where a role is meant",
        "People move on, and a plan is published: who answers for something is a role.",
        "Name the role, such as Director of finance.",
        "owner: Mrs Ambridge",
        "owner: Director of adult care",
    ),
    Entry(
        "E310",
        "A register that stands in two places",
        "Someone would change the one that is not read.",
        "Keep the register as a CSV file or as a sheet of registers.xlsx, and delete the other.",
        "savings.csv, beside a registers.xlsx with a sheet savings",
        "savings.csv, and no sheet savings",
    ),
    Entry(
        "E311",
        "Something in a workbook that cannot be relied on",
        "A hidden sheet, merged cells, a formula that was saved without its value or a cell "
        "that holds an error would put into the plan what nobody sees.",
        "Show the sheet, part the cells, or type the figure, and save the workbook in Excel.",
        "a sheet savings that is hidden",
        "a sheet savings that anyone can see",
    ),
    Entry(
        "E312",
        "A total among a register's rows",
        "The reports add a register up by themselves. A total among its rows would be counted "
        "once more, and filling in what it lacks would double the savings.",
        "Delete the row. If it really is an item of its own, give it a name that says what it "
        "is, such as Total Place review.",
        "S1,Shared back office,£1m\nTotal,,£1m",
        "S1,Shared back office,£1m",
    ),
)
