"""Mistakes in files as files: text that cannot be read, and YAML that does not hold together."""

from mtfp.codes.entry import Entry

FILES = (
    Entry(
        "E101",
        "A file is not there, or cannot be opened",
        "What the file should hold is missing from the plan. A plan worked without it would "
        "look whole and be wrong.",
        "Put the file where the message says, under exactly that name. If it is there, look "
        "whether another program holds it open, whether it is a folder, and whether you may "
        "read it.",
        "pressures.csv names an index, and there is no indices.csv beside it",
        "indices.csv stands beside pressures.csv, with a row for each index",
    ),
    Entry(
        "E102",
        "Far more than a plan holds",
        "A file of this size is something else saved under a plan's name, or a sheet saved "
        "with every empty row and column. To read it could stop the computer.",
        "Look at what the file holds. In a spreadsheet, delete the empty rows and columns "
        "around the table and save it again. A register may have 20,000 rows, and an extract of "
        "the ledger 200,000.",
        "savings.csv with 1,000,000 rows, all but twelve of them empty",
        "savings.csv with its first line and twelve rows",
    ),
    Entry(
        "E103",
        "Text that cannot be read, or cannot be seen",
        "A £ saved in an older way, or a sign that no screen shows, is read as something "
        "else: an id that looks right then matches nothing.",
        "Save the file again as UTF-8; in Excel choose `CSV UTF-8`. For a sign that cannot be "
        "seen, delete the line and type it by hand rather than paste it.",
        "saved from Excel as `CSV (Comma delimited)`",
        "saved from Excel as `CSV UTF-8 (Comma delimited)`",
    ),
    Entry(
        "E104",
        "A file that nothing reads",
        "A misnamed register or scenario would be left out without a word, and its money with it.",
        "Give the file or the folder the name that the message offers, or move it out. A "
        "scenario's file ends in .yaml, in small letters.",
        "inputs/our-plan/saving.csv",
        "inputs/our-plan/savings.csv",
    ),
    Entry(
        "E105",
        "Not plain `name: value` entries",
        "A plan or a scenario is a list of names, each with its value. Anything else that "
        "YAML allows would have to be guessed at.",
        "Begin each line with a name, a colon and a space. Keep one document in a file, and "
        "leave out `---`, `?` and `%`.",
        "- title",
        "title: Our plan",
    ),
    Entry(
        "E106",
        "A colon too many, or too few",
        "A colon divides a name from its value. With one more, the text is cut in two; "
        "without it or the space after it, there is no entry.",
        "Put text that holds a colon in double quotes. Put one space after the colon that "
        "ends a name.",
        "why: Growth: slower than hoped",
        'why: "Growth: slower than hoped"',
    ),
    Entry(
        "E107",
        "A tab, or a sign that needs quotes",
        "Tabs look like spaces and are counted differently by every editor, so what belongs "
        "to what could not be told. A value that begins with @, % or ` means something else "
        "to YAML.",
        "Indent with spaces, two for each step. Put a value that begins with such a sign in "
        "double quotes.",
        "owner: @finance",
        'owner: "@finance"',
    ),
    Entry(
        "E108",
        "A bracket or a comma out of place",
        "Inside { } and [ ] a comma ends an entry: £1,500 would be read as £1 and something "
        "called 500.",
        "Close every bracket, put a comma between entries, and put text or a figure that holds "
        "a comma or a colon in double quotes.",
        "base_tax_base: {value: 57,409, basis: published}",
        'base_tax_base: {value: "57,409", basis: published}',
    ),
    Entry(
        "E109",
        "A quotation mark out of place",
        "What follows a quotation mark that is not closed, to the end of the file, would be "
        "read as one piece of text, and its figures lost.",
        'Close the mark on the line where it opens. In a CSV file write "" for a mark inside '
        "quoted text; in YAML use single quotes around text that holds \\ or double quotes.",
        'S2,"Adult care, pathway,£4m',
        'S2,"Adult care, pathway",£4m',
    ),
    Entry(
        "E110",
        "A line that does not line up",
        "In YAML the indent says what belongs to what. A line that is one space out could "
        "belong to the entry above it or to none.",
        "Give entries that belong together the same indent, two spaces more than the name "
        "that they stand under.",
        "set:\n    pay_award: 4%\n  care_fees: 5%",
        "set:\n  pay_award: 4%\n  care_fees: 5%",
    ),
    Entry(
        "E111",
        "An anchor, an alias or a tag",
        "With & and * one line of YAML stands in for another far away, and a few lines can "
        "grow into millions. A plan should say where it is read what it means.",
        "Type the figure where it is used. Put text that begins with &, * or ! in double quotes.",
        "tax_base_growth: &growth {every_year: 1%, basis: assumed}",
        "tax_base_growth: {every_year: 1%, basis: assumed}",
    ),
    Entry(
        "E112",
        "The same name twice",
        "YAML would keep the last of the two without a word, and the other would be a figure "
        "that someone changes and that changes nothing.",
        "Keep one of them.",
        "years: 3\nyears: 4",
        "years: 4",
    ),
    Entry(
        "E113",
        "Not a workbook, or not one to be trusted",
        "A file under the name of a workbook that is something else, is damaged, or unpacks to "
        "far more than it should, could be read as half of what it says, or stop the computer.",
        "Open it in Excel and save it as an Excel Workbook (.xlsx), without a password.",
        "registers.xlsx, which is a web page saved under that name",
        "registers.xlsx, saved by Excel",
    ),
)
