# Writes the files of the HTML player as C++ strings: cmake -DFOLDER=… -DOUT=… -P embed.cmake
# The hashes let the page's content security policy name exactly these texts.

set(code "// Made by app/export/html/embed.cmake.\n#include \"app/export/html/parts.h\"\n\nnamespace stridelens::html {\n")
foreach(part IN ITEMS page:page.html player:player.js style:player.css)
    string(REPLACE ":" ";" part ${part})
    list(GET part 0 name)
    list(GET part 1 file)
    file(SHA256 ${FOLDER}/${file} sha256)
    file(READ ${FOLDER}/${file} text)
    string(APPEND code "\nconst char* const ${name} = R\"~embedded~(${text})~embedded~\";\n")
    if(NOT name STREQUAL page)
        string(APPEND code "const char* const ${name}_sha256 = \"${sha256}\";\n")
    endif()
endforeach()
string(APPEND code "\n}  // namespace stridelens::html\n")
file(WRITE ${OUT} "${code}")
